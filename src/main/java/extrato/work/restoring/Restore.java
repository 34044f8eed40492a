package extrato.work.restoring;

import extrato.month.archive.LegacyStatement;
import extrato.month.archive.MonthState;
import extrato.month.archive.StatementProof;
import extrato.month.archive.StatementSnapshots;
import extrato.month.backup.ArchiveProof;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.month.selection.LiveGlance;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes a closing: every record of the month back in its table, in one transaction, or nothing
 * changed at all.
 */
public final class Restore {
  static final String ROLLED_BACK = "; transaction rolled back, database unchanged";

  private static final Logger log = LoggerFactory.getLogger("extrato.restoring");
  private static final String MARK = Sql.load(Restore.class, "mark_restored.sql");

  private static final String TAKE_STATEMENT_AWAY =
      "delete from :\"studio\".extratos"
          + " where ano operator(pg_catalog.=) :ano and mes operator(pg_catalog.=) :mes";

  private final Database database;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;
  private final Account account = new Account();
  private @Nullable LeftInArchive left;

  public Restore(Database database, Backups backups, RunBook runBook, Run run) {
    this.database = database;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
  }

  /** What was found out about what comes back, also when it was refused. */
  public Account account() {
    return account;
  }

  /** Puts the month back; as a dry run, rolls back what it has done and proven. */
  public void run(RestoreRequest request) {
    request
        .leaving()
        .records()
        .names()
        .forEach(name -> log.info("leaving {} in the archive", name));
    try {
      restore(request);
    } finally {
      account.records(
          Arrays.stream(Tabela.values()).mapToLong(tabela -> run.counts(tabela).found()).sum());
    }
  }

  private void restore(RestoreRequest request) {
    log.info("restoring {} from {}", request.month().slashed(), request.source());
    request.file().ifPresent(file -> run.step("file", () -> backups.proveFile(file)));
    if (request.dryRun()) {
      translated(
          () ->
              database.rehearse(
                  request.month(),
                  books -> {
                    putBack(books, request);
                    return true;
                  }));
      return;
    }
    run.step("backup", () -> database.readAlone(request.month(), books -> backUp(books, request)));
    CommitWatch<Stage> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    translated(
        () ->
            watch.change(
                snapshot -> putBackForGood(snapshot.of(request.month()), request),
                Sequences::raise));
    runBook.noteTolerated(database, run, watch.tolerated());
    // The month is back: what follows may fail, but not tell another story.
    afterwards("the tables could not be analyzed: ", this::analyze);
    afterwards(
        "it could not be noted that the backup is back: ",
        () -> backups.noteWhatIsBack(database, request.month(), request.file().orElse(null)));
  }

  private Stage putBackForGood(MonthBooks books, RestoreRequest request) {
    Stage stage = putBack(books, request);
    reopen(books);
    runBook.finish(books.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
    books.changes().updated("extrato.runs", 1);
    return stage;
  }

  /**
   * Whatever is live of a closed month gets its backup before anything happens to it. Where nothing
   * is, the backup that the statement was made from will do. Without an archive, a generation would
   * be the live records alone, and pass for the whole month; and nothing happens to those.
   */
  private boolean backUp(MonthBooks books, RestoreRequest request) {
    MonthState.Kind kind = refuse(books, request);
    request.file().ifPresent(file -> check(books, file, file.manifest()).origin());
    account.check(request.words());
    boolean archived = kind == MonthState.Kind.CLOSED || kind == MonthState.Kind.STATEMENT_GONE;
    if (!archived || (!LiveGlance.of(books).any() && hasBackup(books))) {
      return false;
    }
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
          && backups.proveFile(newest.get()).sha256().equals(ArchiveProof.digest(books).orElse(""));
    } catch (Failure e) {
      log.warn("{}", e.text());
      return false;
    }
  }

  private Stage putBack(MonthBooks books, RestoreRequest request) {
    MonthState.Kind kind = refuse(books, request);
    if (request.file().isEmpty()) {
      return books.beside(
          reader -> {
            ArchiveSource archive = new ArchiveSource(reader, backups);
            Stage stage = stage(books, archive);
            Map<Tabela, Long> live = LeftLive.setApart(stage);
            if (kind == MonthState.Kind.CLOSED) {
              run.step("statement", () -> StatementProof.check(reader, archive.totals()));
            }
            putBack(books, request, stage, archive, Overwritten.none(stage));
            found(live);
            return stage;
          });
    }
    Generation generation = request.file().get();
    Manifest manifest = generation.manifest();
    FileCheck check = check(books, generation, manifest);
    check.origin();
    account.check(request.words());
    Source source = file(generation, manifest);
    Stage stage = stage(books, source);
    if (kind == MonthState.Kind.OPEN) {
      Renumbered.setApart(stage).forEach(run::warn);
    }
    Map<Tabela, Long> live = LeftLive.setApart(stage);
    run.step("hold against", () -> check.values(stage, kind));
    account.check(request.words());
    Overwritten overwritten = overwritten(books, stage, generation, kind, check);
    account.check(request.words());
    account.reasons().forEach(run::warn);
    putBack(books, request, stage, source, overwritten);
    found(live);
    return stage;
  }

  /**
   * What is live with other values. That a session of a closed month, which stayed, is as the
   * application has it is nothing that anybody has to be asked about.
   */
  private Overwritten overwritten(
      MonthBooks books, Stage stage, Generation file, MonthState.Kind kind, FileCheck check) {
    boolean open = kind == MonthState.Kind.OPEN;
    boolean ahead = check.isAheadOfTheDatabase();
    // In a new database a session may be live from a later month's file.
    Overwritten overwritten = Overwritten.setApart(stage, ahead || (open && check.isOwn()));
    Deviation deviation = overwritten.deviation();
    if (!deviation.isNone()) {
      account.want(
          ExplicitWord.OTHER_VALUES,
          file.csv()
              + " holds other values than the live records of "
              + books.month().slashed()
              + (open ? ", whose present values may be in no backup" : ""),
          deviation);
    }
    warn(overwritten.later(), "the file has a later state of them, which comes back");
    if (open || ahead) {
      List<Long> left = overwritten.leftAsTheyAre();
      account.leftAsTheyAre(left.size());
      warn(left, "they are live with other values than the file's, and stay as they are");
    }
    return overwritten;
  }

  private void warn(List<Long> sessions, String what) {
    if (!sessions.isEmpty()) {
      run.warn(
          "sessoes id "
              + sessions.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + ": "
              + what);
    }
  }

  /** Records that were live already, and are as they were. */
  private void found(Map<Tabela, Long> live) {
    live.forEach((tabela, count) -> run.count(tabela, c -> c.withFound(c.found() + count)));
  }

  private FileCheck check(MonthBooks books, Generation generation, Manifest manifest) {
    return new FileCheck(backups, books, generation, manifest, account, run);
  }

  private Source file(Generation generation, Manifest manifest) {
    generation.notice().ifPresent(run::warn);
    backups.proveZone(generation, manifest);
    run.backup(generation.csv().toString(), manifest.sha256());
    return new FileSource(generation, manifest);
  }

  private Stage stage(MonthBooks books, Source source) {
    Stage stage = run.step("stage", () -> Stage.load(books, source));
    run.step("prove", () -> StageProof.check(stage, source));
    return stage;
  }

  private Stage putBack(
      MonthBooks books,
      RestoreRequest request,
      Stage stage,
      Source source,
      Overwritten overwritten) {
    Stayed stayed = new Stayed(books, stage);
    List<Long> fromOthers = stayed.takeWhatLeftWithAnother();
    if (!fromOthers.isEmpty()) {
      run.warn(
          "sessoes id "
              + fromOthers.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + " had left with another month, which waits for this one: they come back as they"
              + " left");
    }
    long staying = stayed.setApart(overwritten);
    left =
        LeftInArchive.takeOut(
            books, stage, source, request.leaving().records(), request.leaving().settings(), run);
    if (!left.isNone()) {
      run.warn("left in the archive, and the month's statement with it: " + left.described());
    }
    List<String> elsewhere = stayed.leavePointersToOtherMonths();
    if (!elsewhere.isEmpty()) {
      run.warn(
          "sessoes id "
              + String.join(", ", elsewhere)
              + " point at payments of other months that are not there: the pointers come back with"
              + " the months that have these payments");
    }
    run.step("unique keys", () -> Exclusive.check(books, stage));
    run.step("conflicts", () -> Conflicts.check(books, stage));
    Defaulted defaulted = Defaulted.of(books, stage);
    if (!defaulted.names().isEmpty()) {
      run.warn(
          "records that were archived before the studio had the columns "
              + defaulted.names()
              + " get the columns' defaults");
    }
    Map<Tabela, Long> written =
        run.step("put back", () -> new PutBack(books, stage, stayed, overwritten, defaulted).run());
    written.forEach((tabela, count) -> run.count(tabela, c -> c.withFound(count)));
    run.count(Tabela.SESSOES, c -> c.withFound(c.found() + staying).withStayed(staying));
    return stage;
  }

  /**
   * The statement goes to the snapshots, the archive stays as history, and the month is open again.
   */
  private void reopen(MonthBooks books) {
    boolean legacy = MonthState.of(books).kind() == MonthState.Kind.LEGACY;
    StatementSnapshots.keep(books, run.id());
    LeftInArchive left = Objects.requireNonNull(this.left);
    boolean stillClosed = !left.isNone();
    if (!legacy && LegacyStatement.isUnder(books)) {
      LegacyStatement.putBack(books);
    } else {
      int gone = books.asTheStudio(() -> books.update(TAKE_STATEMENT_AWAY).execute());
      books.changes().deleted("extratos", gone);
    }
    int versions =
        books
            .update(MARK)
            .bind("run_id", run.id())
            .bind("first_that_stays", left.firstThatStays())
            .execute();
    books.changes().updated("extrato.versoes", versions);
    if (stillClosed) {
      left.close();
    }
    runBook.amendForApplication(
        books,
        (stillClosed ? "restored but for records left in the archive" : "restored, open again")
            + ": run "
            + run.id()
            + account.remark());
  }

  /** Stops where there is nothing that could be undone; returns how the month stands. */
  private MonthState.Kind refuse(MonthBooks books, RestoreRequest request) {
    MonthState.Kind kind = MonthState.of(books).kind();
    String month = "month " + books.month().slashed();
    if (kind == MonthState.Kind.LEGACY && request.file().isEmpty()) {
      throw new Failure.Legacy(
          month + " was closed by the old generator, which kept no archive",
          backups.newest(books.month()).isPresent()
              ? "`--from backup` brings back what its backup holds, and says what that lacks"
              : "its statement is all there is, and would be lost");
    }
    if (kind == MonthState.Kind.OPEN && request.file().isEmpty()) {
      throw new Failure.NotProven(
          month + " is not closed: there is nothing to restore",
          "`--from backup` or `--from FILE` put records back from a file");
    }
    return kind;
  }

  /** Failures of the database become the operator's words. */
  private void translated(Runnable work) {
    try {
      work.run();
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
                "settle this in the studio's application or its tables first, then restore",
                e)
            .showing(words);
      }
      throw SqlStates.asFailure(e, ROLLED_BACK);
    }
  }

  /** A signal that comes now can stop this. */
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

  /**
   * Many rows came at once: the planner should know. It is no loss when this role may not tell it.
   */
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
