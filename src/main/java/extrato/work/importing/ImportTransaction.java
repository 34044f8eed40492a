package extrato.work.importing;

import extrato.month.backup.ImportImage.Kind;
import extrato.postgres.Snapshot;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Money;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.TargetColumn;
import extrato.work.staging.Sequences;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The steps of an import's single transaction. */
final class ImportTransaction implements ImportSteps<Imported> {
  private final ImportRequest request;
  private final Rejects rejects;
  private final RunBook runBook;
  private final Run run;
  private List<Conversion> files = List.of();
  private @Nullable ImportStage added;
  private @Nullable ImageWriter images;

  ImportTransaction(ImportRequest request, Rejects rejects, RunBook runBook, Run run) {
    this.request = request;
    this.rejects = rejects;
    this.runBook = runBook;
    this.run = run;
  }

  /** Fills temporary tables with what is sound of the files. */
  @Override
  public Set<ImportTable> stage(Snapshot snapshot) {
    Map<ImportTable, StudioTarget> targets = StudioTarget.of(snapshot);
    FileLoader loader = new FileLoader(snapshot, targets, rejects, run);
    run.step("survey", () -> loader.survey(request.files(), request.options()));
    files = loader.files();
    ImportStage stage = ImportStage.of(snapshot, targets, files, loader.sound(), "");
    if (stage.tables().isEmpty() && !rejects.isEmpty()) {
      throw ImportRefusal.refused(rejects, "");
    }
    if (!request.says(ImportRequest.Word.AGAIN)) {
      ImportedFiles.checkOnce(files);
      if (!request.merges() || !AlreadyLive.isKeyed(snapshot, stage)) {
        ImportedFiles.checkNew(snapshot, loader.sound());
      }
    }
    checkColumns(stage);
    if (request.replaces()) {
      ReplacedRows.checkTables(stage, files);
    }
    loader.fill(stage);
    plan(snapshot, stage).prepare();
    added = stage;
    return stage.tables();
  }

  private ImportPlan plan(Snapshot snapshot, ImportStage stage) {
    return new ImportPlan(snapshot, request, rejects, run, stage);
  }

  /** A record without a value and one without the column would become the same. */
  private void checkColumns(ImportStage stage) {
    for (ImportTable table : stage.tables()) {
      long sets =
          files.stream()
              .map(file -> file.columns(table).stream().map(TargetColumn::name).sorted().toList())
              .filter(columns -> !columns.isEmpty())
              .distinct()
              .count();
      if (sets > 1) {
        throw new Failure.RefusedData(
            "the files of " + table + " have different columns; nothing was changed",
            "import them one by one, or give them the same columns");
      }
    }
  }

  @Override
  public boolean removes() {
    return request.replaces();
  }

  @Override
  public Imported work(Snapshot snapshot) {
    ImportPlan plan = plan(snapshot, Objects.requireNonNull(added));
    plan.check();
    List<Month> late = plan.late();
    ImageWriter writer = keeps() ? begin(snapshot, plan) : null;
    Map<ImportTable, Long> removed =
        run.step("delete", () -> Removal.run(snapshot, plan.removed()));
    RecordWriter writing = new RecordWriter(snapshot, plan.added(), plan.changed());
    RecordWriter.Written written = run.step("insert", writing::run);
    run.step("compare", () -> prove(snapshot, writing, writer));
    plan.checkWritten();
    Imported imported =
        new Imported(tables(snapshot, plan.added(), written, removed), plan.left(), null, late);
    if (request.dryRun()) {
      return imported;
    }
    Imported kept = writer == null ? imported : kept(imported, writer, plan);
    note(snapshot, imported);
    return kept;
  }

  private static void prove(Snapshot snapshot, RecordWriter writing, @Nullable ImageWriter images) {
    if (images == null) {
      RecordWriter.prove(snapshot, List.of(writing));
    } else {
      writing.prove(images);
    }
  }

  private boolean keeps() {
    if (request.says(ImportRequest.Word.NO_BACKUP) && !request.dryRun()) {
      run.warn(Import.NO_IMAGES);
    }
    return !request.says(ImportRequest.Word.NO_BACKUP) && !request.dryRun();
  }

  /** Keeps what will be lost. */
  private ImageWriter begin(Snapshot snapshot, ImportPlan plan) {
    long records = plan.added().rows() + 2 * plan.changed().rows() + plan.removed().rows();
    ImageWriter begun = new ImageWriter(request.images(), run.id(), records, snapshot);
    images = begun;
    run.step(
        "image",
        () -> {
          begun.keep(Kind.BEFORE, plan.changed());
          begun.keep(Kind.REMOVED, plan.removed());
        });
    return begun;
  }

  private Imported kept(Imported imported, ImageWriter writer, ImportPlan plan) {
    run.step("image", () -> writer.keep(Kind.AFTER, plan.changed()));
    return imported.keptIn(writer.publish(run, request.rule().mode(), files));
  }

  private void note(Snapshot snapshot, Imported imported) {
    ImportedFiles.note(snapshot, run.id(), files);
    Outcome outcome = imported.isAnything() ? Outcome.DONE : Outcome.UNCHANGED;
    runBook.finish(snapshot.handle(), run, outcome, ExitCode.DONE.number(), null);
    snapshot.changes().updated("extrato.runs", 1);
  }

  @Override
  public void last(Snapshot snapshot) {
    Sequences.raise(snapshot, Objects.requireNonNull(added));
  }

  @Override
  public void rolledBack() {
    if (images != null) {
      images.discard();
    }
  }

  private Map<ImportTable, Imported.Table> tables(
      Snapshot snapshot,
      ImportStage stage,
      RecordWriter.Written written,
      Map<ImportTable, Long> removed) {
    Map<ImportTable, Imported.Table> tables = new EnumMap<>(ImportTable.class);
    for (ImportTable table : stage.tables()) {
      long rows = written.added().getOrDefault(table, 0L);
      long changed = written.changed().getOrDefault(table, 0L);
      long gone = removed.getOrDefault(table, 0L);
      Money sum = stage.has(table, "valor") ? sum(snapshot, stage, table) : null;
      table.book().ifPresent(tabela -> run.count(tabela, c -> c.withFound(rows).withDeleted(gone)));
      tables.put(table, new Imported.Table(rows, changed, gone, sum));
    }
    return tables;
  }

  private Money sum(Snapshot snapshot, ImportStage stage, ImportTable table) {
    Money sum =
        Money.of(
            snapshot
                .query("select coalesce(sum(s.valor), 0) from " + stage.tableOf(table) + " s")
                .mapTo(BigDecimal.class)
                .one());
    run.sum(table.book().orElseThrow(), sum.toString());
    return sum;
  }
}
