package extrato.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of all turns with months of one size, as a table. */
final class Standings {
  private final int records;
  private final Map<String, List<Measured>> turns = new LinkedHashMap<>();

  Standings(int records, Map<Contestant, List<Measured>> turns) {
    this.records = records;
    turns.forEach((contestant, its) -> this.turns.put(contestant.name(), its));
  }

  int records() {
    return records;
  }

  List<String> names() {
    return new ArrayList<>(turns.keySet());
  }

  boolean has(String name) {
    return turns.containsKey(name);
  }

  double median(String name) {
    List<Double> seconds = seconds(name);
    int middle = seconds.size() / 2;
    return seconds.size() % 2 == 1
        ? seconds.get(middle)
        : (seconds.get(middle - 1) + seconds.get(middle)) / 2;
  }

  double megabytes(String name) {
    return of(name).stream().mapToLong(Measured::peakKilobytes).max().orElse(0) / 1024.0;
  }

  private List<Double> seconds(String name) {
    return of(name).stream().map(Measured::seconds).sorted().toList();
  }

  private List<Measured> of(String name) {
    return turns.getOrDefault(name, List.of());
  }

  List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, "### %s records", number(records)));
    lines.add("");
    lines.add("| | median | least to most | records a second | against ours | peak memory |");
    lines.add("|---|---:|---:|---:|---:|---:|");
    for (String name : names()) {
      List<Double> seconds = seconds(name);
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %.2f s | %.2f to %.2f s | %s | %.2f | %.0f MB |",
              name,
              median(name),
              seconds.get(0),
              seconds.get(seconds.size() - 1),
              number(Math.round(records / median(name))),
              median(name) / median(Bench.OURS),
              megabytes(name)));
    }
    lines.add("");
    lines.add("Steps of the last turn of ours, in milliseconds: " + steps() + ".");
    lines.add("");
    return lines;
  }

  private String steps() {
    List<Measured> ours = of(Bench.OURS);
    return ours.get(ours.size() - 1).steps();
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
