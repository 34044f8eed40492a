package extrato.work.closing;

import extrato.month.archive.ArchiveTotals;
import extrato.month.archive.LegacyStatement;
import extrato.month.archive.MonthState;
import extrato.month.archive.Statement;
import extrato.month.archive.StatementSnapshots;
import extrato.month.archive.Versions;
import extrato.month.backup.Backups;
import extrato.month.selection.LiveCounts;
import extrato.month.selection.LiveGlance;
import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What happens inside the closing's one transaction, step by step. */
final class ClosingTransaction {
  private final MonthBooks books;
  private final Settings settings;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;
  private final Month month;
  private final ClosingGuards guards;

  ClosingTransaction(
      MonthBooks books, Settings settings, Backups backups, RunBook runBook, Run run) {
    this.books = books;
    this.settings = settings;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
    this.month = books.month();
    this.guards = new ClosingGuards(books, settings, run);
  }

  ClosingResult close(ClosingRequest request) {
    MonthState state = Closable.check(books, request.force());
    LiveGlance live = LiveGlance.of(books);
    guards.warnOfUndated(live.undated());
    if (!live.any()) {
      found(run, state, tabela -> 0);
      ClosingResult nothing = nothingToDo(state);
      finish(nothing.outcome());
      return nothing;
    }
    guards.checkIdentity(state);
    ForeignKeys keys = run.step("keys", guards::checkKeys);
    int version = state.lastVersion() + 1;
    try (OpenedBackup backup = openBackup(MonthRows.of(books), false)) {
      ArchivingPass pass = new ArchivingPass(books, settings, run, state, backup, version);
      ArchivingPass.Found found = run.step("compare and archive", () -> books.beside(pass::run));
      return complete(state, keys, version, found);
    }
  }

  /** Every check of a closing, and none of its changes. */
  ClosingResult rehearse(ClosingRequest request) {
    books.checkFitForChanges();
    MonthState state = Closable.check(books, request.force());
    LiveCounts live = LiveCounts.of(books);
    guards.warnOfUndated(live.undated());
    found(run, state, live::of);
    if (live.total() == 0) {
      return nothingToDo(state);
    }
    guards.checkIdentity(state);
    run.step("keys", guards::checkKeys);
    MonthRows rows = MonthRows.of(books);
    try (OpenedBackup backup =
        state.isClosed() || request.says(ClosingRequest.Word.BACKUP_FIRST)
            ? OpenedBackup.none(month)
            : openBackup(rows, true)) {
      Pipeline pipeline =
          new Pipeline(
              rows.layout(), backup.file(), null, tabela -> {}, run.progress(), live.total());
      run.step("compare", () -> rows.stream(pipeline));
      backup.check(pipeline.totals());
      for (Tabela tabela : Tabela.values()) {
        long stays = tabela == Tabela.SESSOES ? live.staying() : 0;
        run.count(
            tabela,
            c ->
                c.withArchived(live.of(tabela))
                    .withStayed(stays)
                    .withDeleted(live.of(tabela) - stays));
      }
      Statement statement =
          Statement.of(books, settings, pipeline.totals(), LegacyStatement.of(books));
      return new ClosingResult(
          state.isClosed() ? Outcome.MERGED : Outcome.DONE,
          state.lastVersion() + 1,
          pipeline.totals(),
          statement.totalsJson(),
          0);
    }
  }

  /** Puts on record how many live records there are; of a closed month they are late. */
  static void found(Run run, MonthState state, ToLongFunction<Tabela> live) {
    for (Tabela tabela : Tabela.values()) {
      long records = live.applyAsLong(tabela);
      run.count(tabela, c -> c.withFound(records).withLate(state.isClosed() ? records : 0));
    }
  }

  private static ClosingResult nothingToDo(MonthState state) {
    return ClosingResult.nothing(
        state.isClosed() ? Outcome.UNCHANGED : Outcome.EMPTY, state.version());
  }

  private ClosingResult complete(
      MonthState state, ForeignKeys keys, int version, ArchivingPass.Found pass) {
    Optional<LegacyStatement> legacy = LegacyStatement.of(books);
    Statement statement = Statement.of(books, settings, pass.totals(), legacy);
    run.step(
        "statement",
        () -> {
          Versions.add(
              books,
              version,
              new Versions.Origin(run.id(), run.backupFile(), run.backupDigest(), settings.zone()),
              pass.layout(),
              pass.archived(),
              statement,
              pass.stays());
          if (state.isClosed()) {
            // What the versions before it have brought counts too, each record once.
            ArchiveCheck.agree(pass.totals(), ArchiveTotals.of(books));
          }
          books.changes().inserted("extrato.versoes", 1);
          books.changes().inserted("extrato.lotes", pass.batches());
          if (state.isClosed()) {
            StatementSnapshots.keep(books, run.id());
          }
          statement.write();
          statement.proveWritten();
        });
    if (statement.listsOmitted()) {
      run.warn(
          "the month has more than "
              + settings.closing().statementLimit()
              + " records: the statement's lists are empty, the archive has them all");
    }
    Deletion.Deleted deleted = run.step("delete", () -> delete(keys, version, pass));
    checkDeleted(pass, deleted);
    for (Tabela tabela : Tabela.values()) {
      run.sum(tabela, pass.totals().of(tabela).money().toString());
    }
    Outcome outcome = state.isClosed() ? Outcome.MERGED : Outcome.DONE;
    finish(outcome);
    runBook.logForApplication(
        books,
        "success",
        String.format(
            Locale.ROOT,
            "Extrato %s: run %s, version %d, %s archived",
            month.slashed(),
            run.id(),
            version,
            Count.of(pass.totals().records(), "record")));
    return new ClosingResult(
        outcome, version, pass.totals(), statement.totalsJson(), pass.batches());
  }

  private void finish(Outcome outcome) {
    runBook.finish(books.handle(), run, outcome, ExitCode.DONE.number(), null);
    books.changes().updated("extrato.runs", 1);
  }

  private Deletion.Deleted delete(ForeignKeys keys, int version, ArchivingPass.Found pass) {
    // Looked up one by one, many records would be deleted, and what refers to them looked for, in
    // no order at all.
    return pass.totals().records() > ArchiveCheck.LARGE
        ? books.expectingMany(() -> Deletion.run(books, keys, version))
        : Deletion.run(books, keys, version);
  }

  /** Per table: what was deleted and what stayed is what was archived. */
  private void checkDeleted(ArchivingPass.Found pass, Deletion.Deleted deleted) {
    for (Tabela tabela : Tabela.values()) {
      long stayed = tabela == Tabela.SESSOES ? deleted.stayed() : 0;
      long archived = pass.archived().getOrDefault(tabela, 0L);
      if (deleted.of(tabela) + stayed != archived || archived != run.counts(tabela).found()) {
        throw new Failure.Stopped(
            String.format(
                Locale.ROOT,
                "%s: %s archived, but %s deleted and %s staying",
                tabela.table(),
                Count.of(archived, "record"),
                Count.of(deleted.of(tabela)),
                Count.of(stayed)),
            "a trigger on the table may keep rows from being deleted");
      }
      run.count(
          tabela, c -> c.withArchived(archived).withStayed(stayed).withDeleted(deleted.of(tabela)));
    }
  }

  private OpenedBackup openBackup(MonthRows rows, boolean dryRun) {
    return OpenedBackup.open(books, rows.layout(), backups, settings, run, dryRun);
  }
}
