package extrato.work.importing;

import extrato.month.backup.ImportImage;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The steps of the transaction that takes an import's records out again: only if each of them is
 * still as it was written, and nothing else has to do with it.
 */
final class UndoTransaction implements Steps<Imported> {
  private final String runId;
  private final Path images;
  private final boolean dryRun;
  private final RunBook runBook;
  private final Run run;
  private final Rejects rejects = new Rejects();

  UndoTransaction(String runId, Path images, boolean dryRun, RunBook runBook, Run run) {
    this.runId = runId;
    this.images = images;
    this.dryRun = dryRun;
    this.runBook = runBook;
    this.run = run;
  }

  @Override
  public ImportStage stage(Snapshot snapshot) {
    checkOnRecord(snapshot);
    Map<ImportTable, StudioTarget> targets = StudioTarget.of(snapshot);
    Map<ImportTable, TargetTable> tables = new EnumMap<>(ImportTable.class);
    targets.forEach((table, target) -> tables.put(table, target.table()));
    List<Conversion> files = new ArrayList<>();
    for (ImportImage.Table table : run.step("file", () -> ImportImage.proven(images, runId))) {
      Conversion file =
          new Conversion(
              new SourceFile(table.csv(), table.table(), ImportTable.named(table.table())),
              files.size(),
              tables,
              Options.ofThisProgram(),
              rejects);
      file.survey(count -> {});
      files.add(file);
    }
    ImportStage stage = new ImportStage(snapshot, targets, files);
    stage.create();
    StageWriter writer = new StageWriter(snapshot, stage, rejects);
    if (rejects.isEmpty()) {
      run.step("stage", () -> snapshot.asTheStudio(() -> load(files, writer)));
    }
    if (!rejects.isEmpty()) {
      throw new Failure.Stopped(
          "the tables are not as they were at the import: "
              + rejects.named().get(0).described()
              + "; nothing was changed",
          "take the records out in the studio's application");
    }
    for (ImportTable table : stage.tables()) {
      snapshot.handle().execute("analyze " + stage.tableOf(table));
    }
    return stage;
  }

  private static boolean load(List<Conversion> files, StageWriter writer) {
    try {
      for (int i = 0; i < files.size(); i++) {
        writer.beginFile(i);
        files.get(i).convert(writer, count -> {});
      }
      return true;
    } finally {
      writer.close();
    }
  }

  private void checkOnRecord(Snapshot snapshot) {
    Optional<Boolean> undone =
        snapshot
            .query(
                "select pg_catalog.bool_or(i.desfeita_em is not null) from extrato.importacoes i"
                    + " where i.run_id = :run_id having pg_catalog.count(*) > 0")
            .bind("run_id", runId)
            .mapTo(Boolean.class)
            .findOne();
    if (undone.isEmpty()) {
      throw Import.nothingToUndo(runId, "no import of that run is on record");
    }
    if (undone.get()) {
      throw Import.nothingToUndo(runId, "that was done already");
    }
  }

  @Override
  public Imported work(Snapshot snapshot, ImportStage stage) {
    Findings findings = new Findings(snapshot, stage, rejects);
    for (ImportTable table : stage.tables()) {
      changed(stage, table, findings);
    }
    new Obstacles(snapshot, stage, findings).findArchivedIds();
    Referrers.find(snapshot, stage, findings);
    if (!findings.conflicts().isEmpty()) {
      throw new Failure.Stopped(
          "the import of run "
              + runId
              + " cannot be undone: "
              + Wording.joined(findings.conflicts(), "; ").text()
              + "; nothing was changed",
          "settle these in the studio's application, or take the records out there");
    }
    Map<ImportTable, Long> deleted = run.step("delete", () -> delete(snapshot, stage));
    Map<ImportTable, Imported.Table> tables = new EnumMap<>(ImportTable.class);
    deleted.forEach(
        (table, rows) -> {
          tables.put(table, new Imported.Table(rows, null));
          snapshot.changes().deleted(table.table(), rows);
          table.book().ifPresent(book -> run.count(book, c -> c.withFound(rows).withDeleted(rows)));
        });
    if (!dryRun) {
      note(snapshot);
    }
    return new Imported(tables, Map.of(), null, List.of());
  }

  /** Neither transaction numbers nor the application's own notes tell; the values do. */
  private static void changed(ImportStage stage, ImportTable table, Findings findings) {
    List<String> columns = stage.staged(table);
    findings.conflict(
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
  }

  private static String prefixed(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + column).collect(Collectors.joining(", "));
  }

  private static Map<ImportTable, Long> delete(Snapshot snapshot, ImportStage stage) {
    // One statement, because payments and sessions refer to each other, and the keys are checked
    // when it ends.
    String deletions =
        stage.tables().stream()
            .map(
                table ->
                    String.format(
                        Locale.ROOT,
                        "fora_%s as (delete from :\"studio\".%s t using %s s where t.id"
                            + " operator(pg_catalog.=) s.id returning 1)",
                        table,
                        table,
                        stage.tableOf(table)))
            .collect(Collectors.joining(", "));
    String counts =
        stage.tables().stream()
            .map(table -> "(select pg_catalog.count(*) from fora_" + table + ") as " + table)
            .collect(Collectors.joining(", "));
    return snapshot.asTheStudio(
        () -> {
          Map<ImportTable, Long> deleted =
              snapshot
                  .query("with " + deletions + " select " + counts)
                  .map(
                      (row, context) -> {
                        Map<ImportTable, Long> rows = new EnumMap<>(ImportTable.class);
                        for (ImportTable table : stage.tables()) {
                          rows.put(table, row.getLong(table.table()));
                        }
                        return rows;
                      })
                  .one();
          snapshot.handle().execute("set constraints all immediate");
          return deleted;
        });
  }

  private void note(Snapshot snapshot) {
    int noted =
        snapshot
            .update(
                "update extrato.importacoes set desfeita_em = pg_catalog.clock_timestamp(),"
                    + " desfeita_por = "
                    + Sql.literal(run.id())
                    + " where run_id = :run_id")
            .bind("run_id", runId)
            .execute();
    snapshot.changes().updated("extrato.importacoes", noted);
    runBook.finish(snapshot.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
    snapshot.changes().updated("extrato.runs", 1);
  }

  @Override
  public void last(Snapshot snapshot, ImportStage stage) {
    // The sequences stay where they are.
  }

  @Override
  public void rolledBack() {
    // The image stays: it tells what the import brought.
  }
}
