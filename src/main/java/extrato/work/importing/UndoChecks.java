package extrato.work.importing;

import extrato.month.backup.ImportImage.Kind;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.TargetColumn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether what an import did can be taken back, and nothing that came since be lost. */
final class UndoChecks {
  private final Snapshot snapshot;
  private final Map<Kind, ImportStage> stages;

  /**
   * @param stages what the import kept
   */
  UndoChecks(Snapshot snapshot, Map<Kind, ImportStage> stages) {
    this.snapshot = snapshot;
    this.stages = stages;
  }

  private ImportStage stage(Kind kind) {
    return Objects.requireNonNull(stages.get(kind));
  }

  /** Stops unless the records are as the import left them, and can be as they were before. */
  void check(String runId, Set<ImportRequest.Word> words) {
    ImportStage added = stage(Kind.ADDED);
    ImportFindings findings = new ImportFindings(snapshot, added, new Rejects());
    changed(findings, added);
    changed(findings, stage(Kind.AFTER));
    newColumns(findings, added);
    new OwnStores(snapshot, added, findings).find();
    archived(stage(Kind.AFTER), findings);
    new Referrers(snapshot, added, stage(Kind.AFTER)).find(findings);
    ImportStage removed = stage(Kind.REMOVED);
    new Obstacles(snapshot, removed, removed, added, findings).find(true);
    new Obstacles(snapshot, stage(Kind.BEFORE), removed, added, findings).find(true);
    if (!findings.conflicts().isEmpty()) {
      throw new Failure.Stopped(
          "the import of run "
              + runId
              + " cannot be undone: "
              + Wording.joined(findings.conflicts(), "; ").text()
              + "; nothing was changed",
          "settle these in the studio's application, or take the records out there");
    }
    Set<Month> late = new TreeSet<>(ClosedMonths.of(snapshot, removed));
    late.addAll(ClosedMonths.of(snapshot, stage(Kind.BEFORE)));
    if (!late.isEmpty() && !words.contains(ImportRequest.Word.INTO_CLOSED)) {
      throw ImportPlan.intoClosed(late);
    }
  }

  private void archived(ImportStage stage, ImportFindings findings) {
    new Obstacles(snapshot, stage, stage, stage.ofNothing(), findings).findArchivedIds();
  }

  /** Neither transaction numbers nor the application's own notes tell; the values do. */
  private static void changed(ImportFindings findings, ImportStage stage) {
    for (ImportTable table : stage.tables()) {
      List<String> columns = stage.staged(table);
      findings
          .of(stage)
          .conflict(
              table,
              String.format(
                  Locale.ROOT,
                  """
                  select s.%s, pg_catalog.concat('id ', s.id)
                  from %s s left join :"studio".%s t on t.id = s.id
                  where t.id is null or row(%s)::record *<> row(%s)::record
                  order by s.id\
                  """,
                  ImportStage.PLACE,
                  stage.tableOf(table),
                  table,
                  prefixed("s.", columns),
                  prefixed("t.", columns)),
              "it is not there any more, or was changed since");
      findings
          .of(stage)
          .conflict(
              table,
              String.format(
                  Locale.ROOT,
                  """
                  select min(s.%s), pg_catalog.concat('id ', s.id)
                  from %s s join :"studio".%s t on t.id = s.id
                  group by s.id having pg_catalog.count(*) > 1 order by s.id\
                  """,
                  ImportStage.PLACE,
                  stage.tableOf(table),
                  table),
              "its id is live more than once");
    }
  }

  /**
   * Columns that the table has got since: of a record that goes, nothing else keeps their values.
   */
  private static void newColumns(ImportFindings findings, ImportStage stage) {
    for (ImportTable table : stage.tables()) {
      for (TargetColumn column : stage.target(table).table().columns()) {
        if (!stage.has(table, column.name())) {
          findings.conflict(
              table,
              String.format(
                  Locale.ROOT,
                  "select s.%s, pg_catalog.concat('id ', s.id) from %s s join :\"studio\".%s t on"
                      + " t.id = s.id where t.%s is not null order by s.id",
                  ImportStage.PLACE,
                  stage.tableOf(table),
                  table,
                  Sql.quoted(column.name())),
              "it has a value in the column " + column.name() + ", which came later");
        }
      }
    }
  }

  private static String prefixed(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + column).collect(Collectors.joining(", "));
  }
}
