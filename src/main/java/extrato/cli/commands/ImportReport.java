package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.runs.Outcome;
import extrato.studio.Count;
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
            .filter(entry -> entry.getValue().added() > 0)
            .map(entry -> entry.getKey() + " " + Count.of(entry.getValue().added()))
            .collect(Collectors.joining(", "));
    String verdict =
        (dryRun ? DRY : "")
            + Count.of(imported.added(), "record")
            + " imported"
            + (what.isEmpty() ? "" : ": " + what)
            + counted(imported.removed(), " went, which they take the place of")
            + counted(imported.changed(), " were live with other values, and changed")
            + counted(imported.leftAlone(), " were live already");
    return Result.of(dryRun || !imported.isAnything() ? Outcome.UNCHANGED : Outcome.DONE, verdict)
        .with("records", imported.added())
        .with("changed", imported.changed())
        .with("removed", imported.removed())
        .with("left_alone", imported.leftAlone())
        .with("image", imported.image() == null ? null : imported.image().toString())
        .with("late_months", imported.late().stream().map(Month::toString).toList())
        .with("tables", tables(imported));
  }

  private static String counted(long records, String what) {
    return records == 0 ? "" : "; " + Count.of(records) + what;
  }

  static Result undone(Imported undone, String runId, boolean dryRun) {
    return Result.of(
            dryRun ? Outcome.UNCHANGED : Outcome.DONE,
            (dryRun ? DRY : "")
                + Count.of(undone.removed(), "record")
                + " taken out, which run "
                + runId
                + " had brought"
                + counted(undone.added(), " are back, which it had replaced")
                + counted(undone.changed(), " have the values again that they had before"))
        .with("undone", runId)
        .with("records", undone.added())
        .with("changed", undone.changed())
        .with("removed", undone.removed())
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
              fields.put("records", got.added());
              fields.put("changed", got.changed());
              fields.put("removed", got.removed());
              if (got.sum() != null) {
                fields.put("sum", got.sum().toString());
              }
              tables.add(fields);
            });
    return tables;
  }
}
