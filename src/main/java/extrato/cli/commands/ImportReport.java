package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.cli.output.Result;
import extrato.runs.Outcome;
import extrato.studio.Month;
import extrato.work.importing.Imported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of an import, and of one that was undone. */
final class ImportReport {
  private static final String DRY = "dry run, nothing changed: ";

  private ImportReport() {}

  static Result brought(Imported imported, boolean dryRun) {
    String what =
        imported.tables().entrySet().stream()
            .filter(entry -> entry.getValue().records() > 0)
            .map(entry -> entry.getKey() + " " + Brazilian.count(entry.getValue().records()))
            .collect(Collectors.joining(", "));
    String verdict =
        (dryRun ? DRY : "")
            + Brazilian.count(imported.records())
            + " records imported"
            + (what.isEmpty() ? "" : ": " + what)
            + (imported.leftAlone() == 0
                ? ""
                : "; " + Brazilian.count(imported.leftAlone()) + " were live already");
    return Result.of(dryRun || imported.records() == 0 ? Outcome.UNCHANGED : Outcome.DONE, verdict)
        .with("records", imported.records())
        .with("left_alone", imported.leftAlone())
        .with("image", imported.image() == null ? null : imported.image().toString())
        .with("late_months", imported.late().stream().map(Month::toString).toList())
        .with("tables", tables(imported));
  }

  static Result undone(Imported undone, String runId, boolean dryRun) {
    return Result.of(
            dryRun ? Outcome.UNCHANGED : Outcome.DONE,
            (dryRun ? DRY : "")
                + Brazilian.count(undone.records())
                + " records taken out, which run "
                + runId
                + " had brought")
        .with("undone", runId)
        .with("records", undone.records())
        .with("tables", tables(undone));
  }

  private static List<Map<String, Object>> tables(Imported imported) {
    List<Map<String, Object>> tables = new ArrayList<>();
    imported
        .tables()
        .forEach(
            (one, got) -> {
              Map<String, Object> fields = new LinkedHashMap<>();
              fields.put("table", one.table());
              fields.put("records", got.records());
              if (got.sum() != null) {
                fields.put("sum", got.sum().toString());
              }
              tables.add(fields);
            });
    return tables;
  }
}
