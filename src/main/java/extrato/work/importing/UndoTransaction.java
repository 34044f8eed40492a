package extrato.work.importing;

import extrato.month.backup.ImportImage.Kind;
import extrato.month.backup.ProvenImage;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of the transaction that takes back what an import did: only if each of its records is
 * still as it was then, and nothing else has to do with it.
 */
final class UndoTransaction implements ImportSteps<Imported> {
  private final String runId;
  private final Path images;
  private final Set<ImportRequest.Word> words;
  private final boolean dryRun;
  private final RunBook runBook;
  private final Run run;
  private final Rejects rejects = new Rejects();
  private final Map<Kind, ImportStage> stages = new EnumMap<>(Kind.class);

  UndoTransaction(
      String runId,
      Path images,
      Set<ImportRequest.Word> words,
      boolean dryRun,
      RunBook runBook,
      Run run) {
    this.runId = runId;
    this.images = images;
    this.words = words;
    this.dryRun = dryRun;
    this.runBook = runBook;
    this.run = run;
  }

  @Override
  public Set<ImportTable> stage(Snapshot snapshot) {
    checkOnRecord(snapshot);
    Map<ImportTable, StudioTarget> targets = StudioTarget.of(snapshot);
    List<ProvenImage.Table> kept = run.step("file", () -> ProvenImage.of(images, runId));
    Set<ImportTable> tables = EnumSet.noneOf(ImportTable.class);
    for (Kind kind : Kind.values()) {
      ImportStage stage =
          load(snapshot, targets, kind, kept.stream().filter(t -> t.kind() == kind).toList());
      stages.put(kind, stage);
      tables.addAll(stage.tables());
    }
    return tables;
  }

  private ImportStage load(
      Snapshot snapshot,
      Map<ImportTable, StudioTarget> targets,
      Kind kind,
      List<ProvenImage.Table> kept) {
    FileLoader loader = new FileLoader(snapshot, targets, rejects, run);
    loader.survey(
        kept.stream()
            .map(t -> new SourceFile(t.csv(), t.table(), ImportTable.named(t.table())))
            .toList(),
        Options.ofThisProgram());
    ImportStage stage =
        ImportStage.of(
            snapshot,
            targets,
            loader.files(),
            loader.sound(),
            kind.name().toLowerCase(Locale.ROOT) + "_");
    if (rejects.isEmpty()) {
      loader.fill(stage);
    }
    if (!rejects.isEmpty()) {
      throw new Failure.Stopped(
          "the tables are not as they were at the import: "
              + rejects.named().get(0).described().text()
              + "; nothing was changed",
          "give the tables their columns back, as they were at the import, for the undo");
    }
    return stage;
  }

  private ImportStage stage(Kind kind) {
    return Objects.requireNonNull(stages.get(kind));
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
    boolean keptNothing =
        snapshot
            .query(
                "select exists (select from extrato.runs r where r.run_id = :run_id and"
                    + " pg_catalog.jsonb_exists(r.warnings, :warning))")
            .bind("run_id", runId)
            .bind("warning", Import.NO_IMAGES)
            .mapTo(boolean.class)
            .one();
    if (keptNothing) {
      throw Import.nothingToUndo(runId, "it was made with --no-backup, which keeps nothing");
    }
  }

  @Override
  public boolean removes() {
    return true;
  }

  @Override
  public Imported work(Snapshot snapshot) {
    ImportStage added = stage(Kind.ADDED);
    ImportStage before = stage(Kind.BEFORE);
    ImportStage removed = stage(Kind.REMOVED);
    new UndoChecks(snapshot, stages).check(runId, words);
    RecordWriter changing = new RecordWriter(snapshot, added.ofNothing(), before);
    RecordWriter returning = new RecordWriter(snapshot, removed, added.ofNothing());
    // Changed records may refer to new ones.
    RecordWriter.Written written = run.step("put back", changing::run);
    Map<ImportTable, Long> deleted = run.step("delete", () -> Removal.run(snapshot, added));
    RecordWriter.Written returned = run.step("put back", returning::run);
    run.step("compare", () -> RecordWriter.prove(snapshot, List.of(changing, returning)));
    Map<ImportTable, Imported.Table> tables = new EnumMap<>(ImportTable.class);
    Set<ImportTable> touched = EnumSet.noneOf(ImportTable.class);
    touched.addAll(deleted.keySet());
    touched.addAll(written.changed().keySet());
    touched.addAll(returned.added().keySet());
    for (ImportTable table : touched) {
      long gone = deleted.getOrDefault(table, 0L);
      long changed = written.changed().getOrDefault(table, 0L);
      long back = returned.added().getOrDefault(table, 0L);
      tables.put(table, new Imported.Table(back, changed, gone, null));
      table.book().ifPresent(book -> run.count(book, c -> c.withFound(gone).withDeleted(gone)));
    }
    if (!dryRun) {
      note(snapshot);
    }
    return new Imported(tables, Map.of(), null, List.of());
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
  public void last(Snapshot snapshot) {
    // The sequences stay where they are.
  }

  @Override
  public void rolledBack() {
    // The image stays: it tells what the import did.
  }
}
