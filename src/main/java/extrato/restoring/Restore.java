package extrato.restoring;

import extrato.archive.LegacyStatement;
import extrato.archive.MonthState;
import extrato.archive.Snapshots;
import extrato.archive.StatementProof;
import extrato.backup.Backups;
import extrato.backup.Manifest;
import extrato.db.Books;
import extrato.db.Database;
import extrato.db.Sql;
import extrato.db.SqlStates;
import extrato.failure.ExitCode;
import extrato.failure.Failure;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes a closing: every record of the month back in its table, in one transaction, or nothing
 * changed at all.
 */
public final class Restore {
  private static final Logger log = LoggerFactory.getLogger("extrato.restoring");
  private static final String MARK = Sql.load(Restore.class, "mark_restored.sql");

  private static final String PUT_STATEMENT_BACK =
      Sql.load(Restore.class, "put_statement_back.sql");
  private static final String TAKE_STATEMENT_AWAY =
      "delete from :\"studio\".extratos where ano = :ano and mes = :mes";

  private final Database database;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;

  public Restore(Database database, Backups backups, RunBook runBook, Run run) {
    this.database = database;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
  }

  /** Puts the month back; as a dry run, rolls back what it has done and proven. */
  public void run(RestoreRequest request) {
    Month month = request.month();
    log.info(
        "restoring {} from {}",
        month.slashed(),
        request.file().map(f -> f.csv().toString()).orElse("the archive"));
    MonthState.Kind kind = database.reading(month, MonthState::of).kind();
    if (request.file().isEmpty()) {
      refuseWithoutArchive(month, kind);
    }
    if (!request.dryRun() && kind == MonthState.Kind.CLOSED) {
      run.step("backup", () -> database.readingAlone(month, backups::write));
    }
    if (request.dryRun()) {
      database.rehearsing(month, books -> putBack(books, request, kind));
    } else {
      database.changing(month, books -> putBackForGood(books, request, kind));
      analyze(month);
    }
  }

  private boolean putBackForGood(Books books, RestoreRequest request, MonthState.Kind kind) {
    Optional<PutBack> putBack = putBack(books, request, kind);
    reopen(books);
    runBook.finish(books.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
    putBack.ifPresent(PutBack::raiseSequences);
    database.interruption().beginCommit();
    return true;
  }

  private Optional<PutBack> putBack(Books books, RestoreRequest request, MonthState.Kind kind) {
    if (kind == MonthState.Kind.CLOSED && request.file().isEmpty()) {
      run.step("archive", () -> StatementProof.check(books));
    }
    return Optional.of(
        withSource(
            books,
            request,
            source -> {
              Stage stage = run.step("stage", () -> Stage.load(books, source));
              run.step("prove", () -> stage.proveAgainst(source));
              return putBack(books, stage);
            }));
  }

  private PutBack putBack(Books books, Stage stage) {
    Stayed stayed = new Stayed(books, stage);
    long staying = stayed.setApart();
    run.step("conflicts", () -> Conflicts.check(books, stage));
    PutBack putBack = new PutBack(books, stage);
    run.step(
        "put back",
        () -> {
          books.useStudiosSearchPath();
          Map<Tabela, Long> written = putBack.write();
          stayed.putPointersBack();
          books.useTextForm();
          written.forEach((tabela, count) -> run.count(tabela, c -> c.withFound(count)));
          run.count(Tabela.SESSOES, c -> c.withStayed(staying));
        });
    run.step("compare", putBack::prove);
    return putBack;
  }

  private <T> T withSource(Books books, RestoreRequest request, Function<Source, T> work) {
    if (request.file().isPresent()) {
      var generation = request.file().get();
      Manifest manifest = generation.manifest();
      run.backup(generation.csv().toString(), manifest.sha256());
      return work.apply(new FileSource(generation, manifest));
    }
    return database.readingSnapshot(
        books.month(), books.exportSnapshot(), reader -> work.apply(new ArchiveSource(reader)));
  }

  /**
   * The statement goes to the snapshots, the archive stays as history, and the month is open again.
   */
  private void reopen(Books books) {
    Month month = books.month();
    Optional<String> legacy = LegacyStatement.of(books).map(LegacyStatement::raw);
    Snapshots.keep(books, run.id());
    books
        .update(legacy.isPresent() ? PUT_STATEMENT_BACK : TAKE_STATEMENT_AWAY)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .bind("legado", legacy.orElse(null))
        .execute();
    books
        .update(MARK)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .bind("run_id", run.id())
        .execute();
    runBook.amendForApplication(
        books.handle(), books.studio().schema(), month, "restored, open again: run " + run.id());
  }

  private static void refuseWithoutArchive(Month month, MonthState.Kind kind) {
    switch (kind) {
      case OPEN ->
          throw new Failure.NotProven(
              "month " + month.slashed() + " is not closed: there is nothing to restore",
              "`--from backup` or `--from FILE` put records back from a file");
      case LEGACY ->
          throw new Failure.Legacy(
              "month "
                  + month.slashed()
                  + " was closed by the old generator, which kept no archive",
              "its statement is all there is");
      case CLOSED, STATEMENT_GONE -> {
        // The archive is what matters.
      }
    }
  }

  /**
   * Many rows came at once: the planner should know. It is no loss when this role may not tell it.
   */
  private void analyze(Month month) {
    try {
      String schema = database.reading(month, books -> Sql.quoted(books.studio().schema()));
      database.noting(
          handle -> {
            for (Tabela tabela : Tabela.values()) {
              handle.execute("analyze " + schema + "." + tabela.table());
            }
          });
    } catch (RuntimeException e) {
      if (!SqlStates.isFromDatabase(e)) {
        throw e;
      }
      run.warn("the tables could not be analyzed: " + SqlStates.describe(e));
    }
  }
}
