package extrato.cli.output;

import extrato.month.selection.LateRecord;
import extrato.studio.Count;
import extrato.studio.Month;
import java.util.ArrayList;
import java.util.List;

/** The live records of a closed month, for whoever has to decide what becomes of them. */
public record LateList(Month month, List<LateRecord> first, long count) {
  public LateList {
    first = List.copyOf(first);
  }

  /** The result with the list in it, in words and in JSON; as it is where nothing is late. */
  public Result in(Result result, List<String> before, int width) {
    if (first.isEmpty()) {
      return result.withLines(before);
    }
    List<String> lines = new ArrayList<>(before);
    lines.addAll(lines(width));
    return result.withLines(lines).with("late_records", first).with("late_record_count", count);
  }

  private List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    lines.add("late records of " + month.slashed());
    TextTable table = new TextTable().word("table").number("id").word("date").number("valor");
    first.forEach(
        late ->
            table.row(
                List.of(
                    late.table(),
                    String.valueOf(late.id()),
                    late.day() == null
                        ? ""
                        : Brazilian.parseDay(late.day()).map(Brazilian::day).orElse(late.day()),
                    late.amount() == null ? "" : Brazilian.reais(late.amount()))));
    table.lines(TextWidth.less(width, 2)).forEach(line -> lines.add("  " + line));
    if (count > first.size()) {
      lines.add("  and " + Count.of(count - first.size()) + " more");
    }
    return lines;
  }
}
