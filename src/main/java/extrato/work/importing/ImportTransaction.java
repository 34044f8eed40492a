package extrato.work.importing;

import static java.util.stream.Collectors.toSet;

import extrato.month.backup.ImportImage;
import extrato.postgres.Snapshot;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Money;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetColumn;
import extrato.work.importing.files.TargetTable;
import extrato.work.staging.Sequences;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of an import's single transaction. */
final class ImportTransaction implements Steps<Imported> {
  private final ImportRequest request;
  private final Rejects rejects;
  private final RunBook runBook;
  private final Run run;
  private final List<Conversion> files = new ArrayList<>();
  private @Nullable ImportImage image;

  ImportTransaction(ImportRequest request, Rejects rejects, RunBook runBook, Run run) {
    this.request = request;
    this.rejects = rejects;
    this.runBook = runBook;
    this.run = run;
  }

  /** Fills temporary tables with what is sound of the files. */
  @Override
  public ImportStage stage(Snapshot snapshot) {
    Map<ImportTable, StudioTarget> targets = StudioTarget.of(snapshot);
    List<Conversion> sound = run.step("survey", () -> survey(targets));
    if (!request.says(ImportRequest.Word.AGAIN) && !request.merges()) {
      ImportedFiles.checkNew(snapshot, sound);
    }
    ImportStage stage = new ImportStage(snapshot, targets, files);
    checkColumns(stage);
    stage.create();
    StageWriter writer = new StageWriter(snapshot, stage, rejects);
    run.step("stage", () -> snapshot.asTheStudio(() -> load(writer, sound)));
    run.step("prove", () -> ReadBack.check(snapshot, stage, writer));
    for (ImportTable table : stage.tables()) {
      snapshot.handle().execute("analyze " + stage.tableOf(table));
    }
    return stage;
  }

  private List<Conversion> survey(Map<ImportTable, StudioTarget> targets) {
    Map<ImportTable, TargetTable> tables = new EnumMap<>(ImportTable.class);
    targets.forEach((table, target) -> tables.put(table, target.table()));
    List<Conversion> sound = new ArrayList<>();
    for (SourceFile file : request.files()) {
      file.table()
          .filter(table -> !targets.containsKey(table))
          .ifPresent(
              table -> {
                throw new Failure.Unfit("the studio has no table " + table, "");
              });
      Conversion conversion =
          new Conversion(file, files.size(), tables, request.options(), rejects);
      files.add(conversion);
      if (conversion.survey(count -> {})) {
        sound.add(conversion);
      }
    }
    return sound;
  }

  /** A record without a value and one without the column would become the same. */
  private void checkColumns(ImportStage stage) {
    for (ImportTable table : stage.tables()) {
      Set<Object> sets = new HashSet<>();
      files.stream()
          .map(file -> file.columns(table).stream().map(TargetColumn::name).collect(toSet()))
          .filter(columns -> !columns.isEmpty())
          .forEach(sets::add);
      if (sets.size() > 1) {
        throw new Failure.RefusedData(
            "the files of " + table + " have different columns; nothing was changed",
            "import them one by one, or give them the same columns");
      }
    }
  }

  private boolean load(StageWriter writer, List<Conversion> sound) {
    long[] done = {0};
    long all = sound.stream().mapToLong(Conversion::surveyed).sum();
    try {
      for (Conversion file : sound) {
        writer.beginFile(files.indexOf(file));
        file.convert(
            writer,
            count -> {
              done[0] += count;
              run.progress().advance(done[0], all);
            });
      }
      return true;
    } finally {
      writer.close();
    }
  }

  @Override
  public Imported work(Snapshot snapshot, ImportStage stage) {
    Imported imported = insert(snapshot, stage);
    if (request.dryRun()) {
      return imported;
    }
    ImportImage kept =
        ImportImage.begin(request.images(), run.id(), Keeping.roughly(imported.records()));
    image = kept;
    run.step(
        "image",
        () -> new Keeping(kept, run, files, request.mode()).write(snapshot, stage, imported));
    ImportedFiles.note(snapshot, run.id(), files);
    Outcome outcome = imported.records() == 0 ? Outcome.UNCHANGED : Outcome.DONE;
    runBook.finish(snapshot.handle(), run, outcome, ExitCode.DONE.number(), null);
    snapshot.changes().updated("extrato.runs", 1);
    return imported.keptIn(kept.folder());
  }

  @Override
  public void last(Snapshot snapshot, ImportStage stage) {
    Sequences.raise(snapshot, stage);
  }

  @Override
  public void rolledBack() {
    if (image != null) {
      image.discard();
    }
  }

  private Imported insert(Snapshot snapshot, ImportStage stage) {
    Findings findings = new Findings(snapshot, stage, rejects);
    Predicate<ImportTable> isPeople = table -> table.book().isEmpty();
    Insertion insertion = new Insertion(snapshot, stage);
    run.step("records", () -> new Soundness(snapshot, stage, findings).find());
    Known known = new Known(snapshot, stage);
    if (request.merges()) {
      run.step("merge", () -> known.leave(isPeople));
    }
    // Records may name people who come with them.
    insertion.number(isPeople, isForGood(), findings);
    run.step("persons", () -> Persons.find(snapshot, stage, findings));
    if (request.merges()) {
      run.step("merge", () -> known.leave(isPeople.negate()));
    }
    if (rejects.isEmpty()) {
      insertion.number(isPeople.negate(), isForGood(), findings);
    }
    run.step("conflicts", () -> new Obstacles(snapshot, stage, findings).find(rejects.isEmpty()));
    refuse(findings);
    List<Month> late = ClosedMonths.of(snapshot, stage);
    if (!late.isEmpty() && !request.says(ImportRequest.Word.INTO_CLOSED)) {
      throw new Failure.WantsFlag(
          "there are records of closed months: "
              + late.stream().map(Month::slashed).collect(Collectors.joining(", "))
              + "; nothing was changed",
          "add --into-closed if they are meant to be late records there");
    }
    Map<ImportTable, Long> written = run.step("insert", insertion::run);
    Map<ImportTable, Imported.Table> tables = new EnumMap<>(ImportTable.class);
    written.forEach((table, rows) -> tables.put(table, summed(snapshot, stage, table, rows)));
    return new Imported(tables, known.left(), null, late);
  }

  private boolean isForGood() {
    return !request.dryRun() && rejects.isEmpty();
  }

  private void refuse(Findings findings) {
    String conflicts = Wording.joined(findings.conflicts(), "; ").text();
    if (!rejects.isEmpty()) {
      throw refused(rejects, conflicts);
    }
    if (!conflicts.isEmpty()) {
      throw new Failure.Stopped(
          "the records cannot be imported: " + conflicts + "; nothing was changed",
          request.merges()
              ? "what is live with the same values is left as it is; these have others: settle them"
                  + " in the studio's application or the files"
              : "take these records out of the files, or settle them in the studio's application"
                  + " first; --mode merge leaves out what is live with the same values");
    }
  }

  /** Says the first reasons; the command lists the others. */
  static Failure refused(Rejects rejects, String conflicts) {
    String first =
        rejects.named().stream()
            .limit(3)
            .map(one -> one.described())
            .collect(Collectors.joining("; "));
    long more = rejects.count() - 3;
    return new Failure.RefusedData(
        first
            + (more > 0 ? "; and " + more + " more" : "")
            + (conflicts.isEmpty() ? "" : "; besides, " + conflicts)
            + "; nothing was changed",
        "correct the files and import them again: all of their records come, or none");
  }

  private Imported.Table summed(
      Snapshot snapshot, ImportStage stage, ImportTable table, long rows) {
    Money sum = null;
    if (stage.has(table, "valor")) {
      sum =
          Money.of(
              snapshot
                  .query("select coalesce(sum(s.valor), 0) from " + stage.tableOf(table) + " s")
                  .mapTo(BigDecimal.class)
                  .one());
      run.sum(table.book().orElseThrow(), sum.toString());
    }
    table.book().ifPresent(tabela -> run.count(tabela, c -> c.withFound(rows)));
    return new Imported.Table(rows, sum);
  }
}
