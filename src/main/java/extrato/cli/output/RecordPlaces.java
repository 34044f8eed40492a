package extrato.cli.output;

import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.work.records.RecordPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a record is; values that several places share are shown once, under a letter. */
public final class RecordPlaces {
  private static final String INDENT = "   ";

  private final Tabela tabela;
  private final long id;
  private final List<RecordPlace> places;

  /** Each different set of values, with its letter. */
  private final Map<Map<String, @Nullable String>, String> letters = new LinkedHashMap<>();

  public RecordPlaces(Tabela tabela, long id, List<RecordPlace> places) {
    this.tabela = tabela;
    this.id = id;
    this.places = List.copyOf(places);
    this.places.forEach(
        place -> letters.computeIfAbsent(place.values(), unused -> letter(letters.size())));
  }

  private static String letter(int number) {
    return number < 26 ? String.valueOf((char) ('A' + number)) : "A" + number;
  }

  public String verdict() {
    String record = String.format(Locale.ROOT, "%s id %d", tabela.table(), id);
    if (places.isEmpty()) {
      return record + " is nowhere: not live, in no archive, in no backup";
    }
    String sets = letters.size() == 1 ? "the same values" : letters.size() + " sets of values";
    String found = places.size() == 1 ? "1 place" : places.size() + " places";
    boolean live = places.get(0).kind() == RecordPlace.Kind.LIVE;
    return record
        + (live ? " is live" : " is not live")
        + ", and in all in "
        + found
        + (places.size() == 1 ? "" : ", with " + sets);
  }

  public List<Line> lines(int width) {
    List<Line> lines = new ArrayList<>();
    if (places.isEmpty()) {
      return lines;
    }
    TextTable table = new TextTable().word("where").word("values").word("file");
    places.forEach(
        place ->
            table.row(
                List.of(
                    place.described(),
                    Objects.requireNonNull(letters.get(place.values())),
                    place.file() == null ? "" : String.valueOf(place.file()))));
    table.lines(width).forEach(line -> lines.add(Line.plain(line)));
    Map<String, @Nullable String> first = places.get(0).values();
    letters.forEach((values, letter) -> add(lines, letter, values, first));
    return lines;
  }

  private static void add(
      List<Line> lines,
      String letter,
      Map<String, @Nullable String> values,
      Map<String, @Nullable String> first) {
    if (values.equals(first)) {
      lines.add(Line.plain(letter));
      values.forEach((column, value) -> lines.add(line(column, shown(value))));
      return;
    }
    lines.add(Line.plain(letter + "  as A, but for"));
    values.forEach(
        (column, value) -> {
          if (!first.containsKey(column) || !Objects.equals(first.get(column), value)) {
            lines.add(line(column, shown(value)));
          }
        });
    first.keySet().stream()
        .filter(column -> !values.containsKey(column))
        .forEach(column -> lines.add(line(column, "– (no such column)")));
  }

  private static Line line(String column, String value) {
    return Line.named(String.format(Locale.ROOT, INDENT + "%-16s ", column), value);
  }

  private static String shown(@Nullable String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }

  public List<Map<String, @Nullable Object>> details() {
    return places.stream().map(RecordPlaces::details).toList();
  }

  private static Map<String, @Nullable Object> details(RecordPlace place) {
    Month month = place.month();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("where", place.kind().word());
    details.put("month", month == null ? null : month.toString());
    details.put("number", month == null ? null : place.number());
    details.put("taken_back", place.takenBack());
    details.put("file", place.file() == null ? null : place.file().toString());
    details.put("values", place.values());
    return details;
  }
}
