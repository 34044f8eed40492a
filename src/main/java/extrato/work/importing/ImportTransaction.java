package extrato.work.importing;

import static java.util.stream.Collectors.toSet;

import extrato.month.backup.ImportImage;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.studio.Money;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetColumn;
import extrato.work.importing.files.TargetTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of an import's single transaction. */
final class ImportTransaction {
  private final ImportRequest request;
  private final Rejects rejects;
  private final Run run;
  private final List<Conversion> files = new ArrayList<>();
  private @Nullable ImportImage image;

  ImportTransaction(ImportRequest request, Rejects rejects, Run run) {
    this.request = request;
    this.rejects = rejects;
    this.run = run;
  }

  /** Fills temporary tables with what is sound of the files. */
  ImportStage stage(Snapshot snapshot) {
    Map<ImportTable, StudioTarget> targets = StudioTarget.of(snapshot);
    List<Conversion> sound = run.step("survey", () -> survey(targets));
    if (!request.says(ImportRequest.Word.AGAIN)) {
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

  /** Does the rest, while nobody else writes the books. */
  Imported insert(Snapshot snapshot, ImportStage stage) {
    Findings findings = new Findings(snapshot, stage, rejects);
    Insertion insertion = new Insertion(snapshot, stage);
    run.step("persons", () -> Persons.find(snapshot, stage, findings));
    run.step("records", () -> new Soundness(snapshot, stage, findings).find());
    if (rejects.isEmpty()) {
      insertion.number(!request.dryRun(), findings);
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
    return new Imported(tables, null, late);
  }

  private void refuse(Findings findings) {
    String conflicts = Wording.joined(findings.conflicts(), "; ").text();
    if (!rejects.isEmpty()) {
      throw refused(rejects, conflicts);
    }
    if (!conflicts.isEmpty()) {
      throw new Failure.Stopped(
          "the records cannot be imported: " + conflicts + "; nothing was changed",
          "take these records out of the files, or settle them in the studio's application first");
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

  /** Keeps what was written, where it can be undone by. */
  ImportImage keep(
      Snapshot snapshot, ImportStage stage, Imported imported, Map<String, Object> about) {
    ImportImage kept =
        ImportImage.begin(
            request.images(), run.id(), imported.records() * Keeping.BYTES_PER_RECORD);
    image = kept;
    imported
        .tables()
        .forEach(
            (table, got) -> {
              List<String> columns =
                  stage.target(table).table().columns().stream().map(c -> c.name()).toList();
              kept.table(
                  table.table(),
                  columns.stream().map(Keeping::csv).toList(),
                  got.records(),
                  rows ->
                      snapshot.copyOut(
                          String.format(
                              Locale.ROOT,
                              "copy (select %s from :\"studio\".%s t where t.id in (select s.id"
                                  + " from %s s) order by t.id) to stdout (format csv, encoding"
                                  + " 'UTF8')",
                              columns.stream()
                                  .map(c -> "t." + Sql.quoted(c))
                                  .collect(Collectors.joining(", ")),
                              table,
                              stage.tableOf(table)),
                          rows));
            });
    kept.publish(about);
    return kept;
  }

  List<Conversion> files() {
    return files;
  }

  @Nullable ImportImage image() {
    return image;
  }

  /** How an image is written. */
  private static final class Keeping {
    /** A guess, to check for room on the disk before writing. */
    static final long BYTES_PER_RECORD = 300;

    static String csv(String name) {
      return name.matches("\\w+") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
  }
}
