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
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of an import's single transaction. */
final class ImportTransaction implements Steps<Imported> {
  private static final Predicate<ImportTable> PEOPLE = table -> table.book().isEmpty();

  private final ImportRequest request;
  private final Rejects rejects;
  private final RunBook runBook;
  private final Run run;
  private List<Conversion> files = List.of();
  private @Nullable ImportStage added;
  private @Nullable ChangedRows changes;
  private @Nullable Keeping kept;

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
    run.step(
        "survey",
        () -> {
          loader.survey(request.files(), request.options());
        });
    files = loader.files();
    if (!request.says(ImportRequest.Word.AGAIN) && !request.merges()) {
      ImportedFiles.checkNew(snapshot, loader.sound());
    }
    ImportStage stage = ImportStage.of(snapshot, targets, files, "");
    checkColumns(stage);
    loader.fill(stage);
    added = stage;
    if (request.updates()) {
      changes = new ChangedRows(snapshot, stage);
      changes.stage().create();
    }
    return stage.tables();
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
  public Imported work(Snapshot snapshot) {
    ImportStage stage = Objects.requireNonNull(added);
    Known known = new Known(snapshot, stage);
    check(snapshot, stage, known);
    List<Month> late = late(snapshot, stage);
    ImportStage changed = changes == null ? stage.ofNothing() : changes.stage();
    Keeping keeping = request.dryRun() ? null : begin(snapshot, stage, changed);
    if (keeping != null) {
      run.step("image", () -> keeping.keep(Kind.BEFORE, changed));
    }
    Writing.Written written = run.step("insert", () -> new Writing(snapshot, stage, changed).run());
    Imported imported = new Imported(tables(snapshot, stage, written), known.left(), null, late);
    return keeping == null ? imported : finished(snapshot, imported, keeping, stage, changed);
  }

  private Keeping begin(Snapshot snapshot, ImportStage stage, ImportStage changed) {
    Keeping begun =
        new Keeping(request.images(), run.id(), stage.rows() + 2 * changed.rows(), snapshot);
    kept = begun;
    return begun;
  }

  private Imported finished(
      Snapshot snapshot,
      Imported imported,
      Keeping keeping,
      ImportStage stage,
      ImportStage changed) {
    run.step(
        "image",
        () -> {
          keeping.keep(Kind.ADDED, stage);
          keeping.keep(Kind.AFTER, changed);
        });
    Imported finished = imported.keptIn(keeping.publish(run, request.mode(), files));
    ImportedFiles.note(snapshot, run.id(), files);
    Outcome outcome = imported.isAnything() ? Outcome.DONE : Outcome.UNCHANGED;
    runBook.finish(snapshot.handle(), run, outcome, ExitCode.DONE.number(), null);
    snapshot.changes().updated("extrato.runs", 1);
    return finished;
  }

  @Override
  public void last(Snapshot snapshot) {
    Sequences.raise(snapshot, Objects.requireNonNull(added));
  }

  @Override
  public void rolledBack() {
    if (kept != null) {
      kept.discard();
    }
  }

  /** Stops with everything that is wrong with the records, and all that is in their way. */
  private void check(Snapshot snapshot, ImportStage stage, Known known) {
    Findings findings = new Findings(snapshot, stage, rejects);
    Soundness soundness = new Soundness(snapshot, stage, findings);
    run.step("records", soundness::find);
    // Records may name people who come with them.
    settle(snapshot, stage, known, findings, PEOPLE);
    run.step("persons", () -> Persons.find(snapshot, stage, findings));
    settle(snapshot, stage, known, findings, PEOPLE.negate());
    run.step("conflicts", () -> new Obstacles(snapshot, stage, findings).find(rejects.isEmpty()));
    if (changes != null) {
      ImportStage changed = changes.stage();
      new Soundness(snapshot, changed, findings.of(changed)).checks();
      new Obstacles(snapshot, changed, stage, findings).find(rejects.isEmpty());
    }
    ImportRefusal.check(findings, request);
  }

  /** Finds out which records are live already, and numbers the new ones. */
  private void settle(
      Snapshot snapshot,
      ImportStage stage,
      Known known,
      Findings findings,
      Predicate<ImportTable> which) {
    if (request.merges()) {
      run.step("merge", () -> known.leave(which));
    }
    ChangedRows changing = changes;
    if (changing != null) {
      run.step("merge", () -> changing.pick(which, findings));
    }
    new Soundness(snapshot, stage, findings).missingColumns(which);
    Numbers.give(snapshot, stage, which, !request.dryRun() && rejects.isEmpty(), findings);
  }

  private List<Month> late(Snapshot snapshot, ImportStage stage) {
    Set<Month> late = new TreeSet<>(ClosedMonths.of(snapshot, stage));
    if (changes != null) {
      late.addAll(ClosedMonths.of(snapshot, changes.stage()));
      late.addAll(ClosedMonths.ofLive(snapshot, changes.stage()));
    }
    if (!late.isEmpty() && !request.says(ImportRequest.Word.INTO_CLOSED)) {
      throw new Failure.WantsFlag(
          "there are records of closed months: "
              + late.stream().map(Month::slashed).collect(Collectors.joining(", "))
              + "; nothing was changed",
          "add --into-closed if they are meant to be late records there");
    }
    return List.copyOf(late);
  }

  private Map<ImportTable, Imported.Table> tables(
      Snapshot snapshot, ImportStage stage, Writing.Written written) {
    Map<ImportTable, Imported.Table> tables = new EnumMap<>(ImportTable.class);
    for (ImportTable table : stage.tables()) {
      long rows = written.added().getOrDefault(table, 0L);
      long changed = written.changed().getOrDefault(table, 0L);
      Money sum = stage.has(table, "valor") ? sum(snapshot, stage, table) : null;
      table.book().ifPresent(tabela -> run.count(tabela, c -> c.withFound(rows)));
      tables.put(table, new Imported.Table(rows, changed, 0, sum));
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
