package extrato.cli.output;

import extrato.runs.Run;
import extrato.runs.TableCounts;
import extrato.studio.Count;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run counted, and how long its steps took, as lines of text. */
final class RunLines {
  private static final String BETWEEN = " · ";

  private RunLines() {}

  /** The run's tables, one line each, without columns that have nothing to say. */
  static List<String> tables(Run run) {
    if (run.countsByTable().isEmpty()) {
      return List.of();
    }
    boolean closing =
        run.countsByTable().values().stream().anyMatch(c -> c.archived() + c.deleted() > 0);
    boolean late = run.countsByTable().values().stream().anyMatch(c -> c.late() > 0);
    StringBuilder heading =
        new StringBuilder(String.format(Locale.ROOT, "  %-12s%10s", "", "records"));
    if (closing) {
      heading.append(String.format(Locale.ROOT, "%10s%10s%10s", "archived", "staying", "deleted"));
    }
    if (late) {
      heading.append(String.format(Locale.ROOT, "%8s", "late"));
    }
    if (!run.sumsByTable().isEmpty()) {
      heading.append(String.format(Locale.ROOT, "%18s", "valor"));
    }
    List<String> lines = new ArrayList<>(List.of(heading.toString()));
    for (Tabela tabela : Tabela.values()) {
      TableCounts counts = run.counts(tabela);
      StringBuilder line =
          new StringBuilder(
              String.format(Locale.ROOT, "  %-12s%10s", tabela.table(), Count.of(counts.found())));
      if (closing) {
        line.append(
            String.format(
                Locale.ROOT,
                "%10s%10s%10s",
                Count.of(counts.archived()),
                Count.of(counts.stayed()),
                Count.of(counts.deleted())));
      }
      if (late) {
        line.append(String.format(Locale.ROOT, "%8s", Count.of(counts.late())));
      }
      if (!run.sumsByTable().isEmpty()) {
        line.append(
            String.format(
                Locale.ROOT,
                "%18s",
                Brazilian.reais(run.sumsByTable().getOrDefault(tabela.table(), "0.00"))));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** How long the steps took, on as many lines as needed. */
  static List<String> steps(Run run, int width) {
    List<String> steps =
        run.steps().entrySet().stream()
            .map(step -> step.getKey() + " " + step.getValue() + " ms")
            .toList();
    return steps.isEmpty()
        ? List.of()
        : folded(String.format(Locale.ROOT, "  %-12s", "took"), steps, width);
  }

  private static List<String> folded(String name, List<String> parts, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(name).append(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      if (line.length() + BETWEEN.length() + part.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(name.length())).append(part);
      } else {
        line.append(BETWEEN).append(part);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
