package extrato.work.restoring;

import extrato.month.archive.MonthState;
import extrato.month.backup.ArchiveProof;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.selection.LiveGlance;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.postgres.RolledBack;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.work.staging.Sequences;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes a closing: puts every record of the month back into its table in one transaction, or
 * changes nothing at all.
 */
public final class Restore {
  private static final Logger log = LoggerFactory.getLogger("extrato.restoring");

  private final Database database;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;
  private final RestoreFindings findings = new RestoreFindings();

  public Restore(Database database, Backups backups, RunBook runBook, Run run) {
    this.database = database;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
  }

  /** What was found out about the records, even if the restore was refused. */
  public RestoreFindings findings() {
    return findings;
  }

  /** Puts the month back. A dry run does the same, proves it and rolls back. */
  public void run(RestoreRequest request) {
    request
        .leaving()
        .records()
        .names()
        .forEach(name -> log.info("leaving {} in the archive", name));
    try {
      restore(request);
    } finally {
      findings.records(
          Arrays.stream(Tabela.values()).mapToLong(tabela -> run.counts(tabela).found()).sum());
    }
  }

  private void restore(RestoreRequest request) {
    log.info("restoring {} from {}", request.month().slashed(), request.source());
    request.file().ifPresent(file -> run.step("file", () -> backups.proveFile(file)));
    if (request.dryRun()) {
      rehearse(request);
      return;
    }
    run.step("backup", () -> backUp(request));
    CommitWatch<Stage> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    translated(
        () ->
            watch.change(
                snapshot -> putBackForGood(snapshot.of(request.month()), request),
                Sequences::raise));
    runBook.noteTolerated(database, run, watch.tolerated());
    // The month is back. What follows may fail, but does not change that result.
    afterwards("the tables could not be analyzed: ", this::analyze);
    afterwards(
        "it could not be noted that the backup is back: ",
        () -> backups.noteWhatIsBack(database, request.month(), request.file().orElse(null)));
  }

  private RestoringTransaction transaction(MonthBooks books, RestoreRequest request) {
    return new RestoringTransaction(books, request, backups, findings, run);
  }

  private Stage putBackForGood(MonthBooks books, RestoreRequest request) {
    RestoringTransaction transaction = transaction(books, request);
    Stage stage = transaction.putBack();
    Reopening.of(books, transaction.left(), runBook, run, findings.remark());
    runBook.finish(books.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
    books.changes().updated("extrato.runs", 1);
    return stage;
  }

  private void rehearse(RestoreRequest request) {
    translated(
        () -> database.rehearse(request.month(), books -> transaction(books, request).putBack()));
  }

  /**
   * Backs up whatever is live of a closed month before anything happens to it. A restore that would
   * be refused leaves no backup behind: the next one would take it for the newest.
   */
  private boolean backUp(RestoreRequest request) {
    if (!database.readAlone(request.month(), books -> needsBackup(books, request))) {
      return false;
    }
    rehearse(request);
    return database.readAlone(request.month(), books -> backUp(books, request));
  }

  /**
   * If nothing is live, the backup that the statement was made from is enough. Without an archive
   * there is no backup: it would hold only the live records and count as the whole month, and
   * nothing happens to those.
   */
  private boolean needsBackup(MonthBooks books, RestoreRequest request) {
    RestoringTransaction transaction = transaction(books, request);
    MonthState.Kind kind = transaction.refuse();
    request.file().ifPresent(file -> transaction.check(file, file.manifest()).origin());
    findings.check(request.words());
    boolean archived = kind == MonthState.Kind.CLOSED || kind == MonthState.Kind.STATEMENT_GONE;
    return archived && (LiveGlance.of(books).any() || !hasBackup(books));
  }

  private boolean backUp(MonthBooks books, RestoreRequest request) {
    try {
      return backups.write(PutBackByHand.without(books), database, run::warn).changed();
    } catch (Failure.NotProven e) {
      if (request.file().isEmpty()) {
        throw e;
      }
      run.warn(e.text() + "; no backup was written of it");
      return false;
    }
  }

  private boolean hasBackup(MonthBooks books) {
    try {
      Optional<Generation> newest = backups.newest(books.month());
      return newest.isPresent()
          && backups
              .proveFile(newest.get())
              .file()
              .sha256()
              .equals(ArchiveProof.digest(books).orElse(""));
    } catch (Failure e) {
      log.warn("{}", e.text());
      return false;
    }
  }

  /** Turns failures of the database into words for the operator. */
  private void translated(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      throw RolledBack.explained(
          e,
          database.interruption(),
          "settle this in the studio's application or its tables first, then restore");
    }
  }

  /** Only warns of failures; a signal can stop the work. */
  private void afterwards(String failing, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      if (e instanceof Failure failure && !database.interruption().isRequested()) {
        run.warn(failing + failure.text());
      } else if (SqlStates.isFromDatabase(e) || database.interruption().isRequested()) {
        run.warn(SqlStates.words(e).between(failing, ""));
      } else {
        throw e;
      }
    }
  }

  /** Tells the planner about the many new rows. If this role may not do that, nothing is lost. */
  private void analyze() {
    String schema = database.read(snapshot -> Sql.quoted(snapshot.studio().schema()));
    database.note(
        handle -> {
          for (Tabela tabela : Tabela.values()) {
            handle.execute("analyze " + schema + "." + tabela.table());
          }
        });
  }
}
