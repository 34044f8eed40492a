package extrato.work.importing;

import extrato.postgres.Database;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.TargetTable;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the records of data files into the books, all of them or none; and takes them out. */
public final class Import {
  /** The warning of an import that keeps nothing; its record is known by it. */
  static final String NO_IMAGES =
      "nothing is kept of what this import does (--no-backup): it cannot be undone";

  private static final Logger log = LoggerFactory.getLogger("extrato.importing");

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final LoadingRun loading;
  private final Rejects rejects = new Rejects();

  public Import(Database database, RunBook runBook, Run run, int attempts) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.loading = new LoadingRun(database, runBook, run, attempts);
  }

  /** The studio's tables, as files find them. */
  public Map<ImportTable, TargetTable> targets() {
    return database.read(
        snapshot -> {
          Map<ImportTable, TargetTable> tables = new EnumMap<>(ImportTable.class);
          StudioTarget.of(snapshot).forEach((table, target) -> tables.put(table, target.table()));
          return tables;
        });
  }

  /** What was refused, even if the import was. */
  public Rejects rejects() {
    return rejects;
  }

  /** Imports; a dry run does the same, proves it and rolls back. */
  public Imported run(ImportRequest request) {
    request.files().forEach(file -> log.info("importing {}", file.shown()));
    return loading.carry(
        request.timeout(),
        request.dryRun(),
        () -> {
          rejects.forget();
          return new ImportTransaction(request, rejects, runBook, run);
        });
  }

  /**
   * Takes back what a run did, if its records are still as it left them.
   *
   * @param images the folder of the images of all imports
   * @param words {@link ImportRequest.Word#INTO_CLOSED}, where records may come back to a month
   *     that is closed; no other means anything here
   */
  public Imported undo(String runId, Path images, Set<ImportRequest.Word> words, boolean dryRun) {
    log.info("undoing the import of run {}", runId);
    return loading.carry(
        null, dryRun, () -> new UndoTransaction(runId, images, words, dryRun, runBook, run));
  }

  /** Stops for a run that never ended, or was undone already. */
  static Failure nothingToUndo(String runId, String why) {
    return new Failure.Inapplicable(
        "the import of run " + runId + " cannot be undone: " + why, "`extrato history` lists runs");
  }
}
