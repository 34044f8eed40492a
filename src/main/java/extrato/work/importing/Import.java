package extrato.work.importing;

import extrato.month.backup.ImportImage;
import extrato.postgres.Attempts;
import extrato.postgres.Database;
import extrato.postgres.Loading;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.Rejects;
import extrato.work.staging.Sequences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the records of data files into the books, all of them or none. */
public final class Import {
  static final String ROLLED_BACK = "; transaction rolled back, database unchanged";

  private static final Logger log = LoggerFactory.getLogger("extrato.importing");

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final int attempts;
  private final Rejects rejects = new Rejects();

  public Import(Database database, RunBook runBook, Run run, int attempts) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.attempts = attempts;
  }

  /** What was refused, even if the import was. */
  public Rejects rejects() {
    return rejects;
  }

  /** Imports; a dry run does the same, proves it and rolls back. */
  public Imported run(ImportRequest request) {
    request.files().forEach(file -> log.info("importing {}", file.shown()));
    return translated(() -> request.dryRun() ? rehearse(request) : importForGood(request));
  }

  private Imported rehearse(ImportRequest request) {
    ImportTransaction transaction = new ImportTransaction(request, rejects, run);
    return loading(request).rehearse(transaction::stage, transaction::insert);
  }

  private Loading loading(ImportRequest request) {
    return database.loading(request.timeout());
  }

  private Imported importForGood(ImportRequest request) {
    CommitWatch<Imported> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    Imported imported =
        new Attempts(attempts, database.interruption())
            .of(number -> attempt(number, request, watch));
    runBook.noteTolerated(database, run, watch.tolerated());
    return imported;
  }

  private Imported attempt(int number, ImportRequest request, CommitWatch<Imported> watch) {
    database.interruption().check();
    run.attempt(number);
    run.forgetCounts();
    rejects.forget();
    if (number > 1) {
      // Otherwise this attempt could wait for locks that the previous one still holds.
      database.endEarlierAttempts();
    }
    ImportTransaction transaction = new ImportTransaction(request, rejects, run);
    AtomicReference<ImportStage> staged = new AtomicReference<>();
    boolean kept = false;
    try {
      Imported imported =
          watch.change(
              (work, last) ->
                  loading(request)
                      .change(
                          snapshot -> {
                            ImportStage stage = transaction.stage(snapshot);
                            staged.set(stage);
                            return stage;
                          },
                          (snapshot, stage) -> work.apply(snapshot),
                          last),
              snapshot -> insert(snapshot, transaction, Objects.requireNonNull(staged.get())),
              (snapshot, result) ->
                  Sequences.raise(snapshot, Objects.requireNonNull(staged.get())));
      kept = true;
      return imported;
    } catch (Failure.UnknownOutcome e) {
      kept = true;
      throw e;
    } catch (RuntimeException e) {
      run.forgetChanges();
      if (SqlStates.isFromDatabase(e) && !(e instanceof Failure)) {
        run.attemptFailed(SqlStates.describe(e));
        log.warn("attempt {} of {} failed: {}", number, attempts, SqlStates.describe(e));
      }
      throw e;
    } finally {
      ImportImage image = transaction.image();
      if (!kept && image != null) {
        image.discard();
      }
    }
  }

  private Imported insert(Snapshot snapshot, ImportTransaction transaction, ImportStage stage) {
    Imported imported = transaction.insert(snapshot, stage);
    ImportImage image =
        run.step("image", () -> transaction.keep(snapshot, stage, imported, about(transaction)));
    ImportedFiles.note(snapshot, run.id(), transaction.files());
    runBook.finish(snapshot.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
    snapshot.changes().updated("extrato.runs", 1);
    return new Imported(imported.tables(), image.folder(), imported.late());
  }

  private Map<String, Object> about(ImportTransaction transaction) {
    List<Map<String, Object>> files = new ArrayList<>();
    for (Conversion file : transaction.files()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file.file().shown());
      fields.put("sha256", file.digest());
      fields.put("records", file.records());
      files.add(fields);
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("run_id", run.id());
    about.put("mode", "add");
    about.put("at", run.started().toString());
    about.put("files", files);
    return about;
  }

  /** Turns failures of the database into words for the operator. */
  private <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (e instanceof Failure
          || !SqlStates.isFromDatabase(e)
          || database.interruption().isRequested()) {
        throw e;
      }
      if (SqlStates.isRefusedValue(e) && !SqlStates.isMissingRight(e)) {
        Wording words = SqlStates.words(e).between("", ROLLED_BACK);
        throw new Failure.Stopped(
                words.text(),
                "settle this in the files, in the studio's application or its tables, then import",
                e)
            .showing(words);
      }
      throw SqlStates.asFailure(e, ROLLED_BACK);
    }
  }
}
