package extrato.closing;

import extrato.archive.ArchiveTotals;
import extrato.archive.Archiver;
import extrato.archive.BatchLimits;
import extrato.archive.BatchProcessor;
import extrato.archive.LegacyStatement;
import extrato.archive.MonthState;
import extrato.archive.Snapshots;
import extrato.archive.Statement;
import extrato.archive.Totals;
import extrato.archive.Versions;
import extrato.backup.Backups;
import extrato.backup.Differences;
import extrato.backup.Generation;
import extrato.backup.Manifest;
import extrato.backup.OpenBackup;
import extrato.db.Books;
import extrato.failure.ExitCode;
import extrato.failure.Failure;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.selection.Layout;
import extrato.selection.LiveCounts;
import extrato.selection.LiveGlance;
import extrato.selection.MonthRows;
import extrato.selection.ReadAhead;
import extrato.settings.Settings;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens inside the closing's one transaction, step by step. */
final class ClosingTransaction {
  private static final Logger log = LoggerFactory.getLogger("extrato.closing");

  private final Books books;
  private final Settings settings;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;
  private final Month month;

  ClosingTransaction(Books books, Settings settings, Backups backups, RunBook runBook, Run run) {
    this.books = books;
    this.settings = settings;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
    this.month = books.month();
  }

  /**
   * What the one pass over the month found.
   *
   * @param stays the sessions that a payment outside the month holds back
   */
  private record Pass(
      Totals totals, Map<Tabela, Long> archived, Layout layout, long batches, List<Long> stays) {}

  /** Runs the work with the books as a second connection sees them. */
  interface Alongside {
    void read(Consumer<Books> work);
  }

  ClosingResult close(ClosingRequest request, Alongside alongside) {
    MonthState state = stateToClose(request);
    LiveGlance live = LiveGlance.of(books);
    warnOfUndated(live.undated());
    if (!live.any()) {
      found(state, tabela -> 0);
      ClosingResult nothing = nothingToDo(state);
      runBook.finish(books.handle(), run, nothing.outcome(), ExitCode.DONE.number(), null);
      return nothing;
    }
    ForeignKeys keys = run.step("keys", () -> ForeignKeys.check(books));
    int version = state.lastVersion() + 1;
    try (OpenedBackup backup = openBackup(MonthRows.of(books), false)) {
      Pass[] pass = new Pass[1];
      run.step(
          "compare and archive",
          () -> alongside.read(reader -> pass[0] = pass(reader, state, backup, version)));
      return complete(state, keys, version, pass[0]);
    }
  }

  /** Every check of a closing, and none of its changes. */
  ClosingResult rehearse(ClosingRequest request) {
    MonthState state = stateToClose(request);
    LiveCounts live = LiveCounts.of(books);
    warnOfUndated(live.undated());
    found(state, live::of);
    if (live.total() == 0) {
      return nothingToDo(state);
    }
    run.step("keys", () -> ForeignKeys.check(books));
    MonthRows rows = MonthRows.of(books);
    try (OpenedBackup backup = state.isClosed() ? OpenedBackup.NONE : openBackup(rows, true)) {
      Pipeline pipeline =
          new Pipeline(
              rows.layout(), backup.file(), null, tabela -> {}, run.progress(), live.total());
      run.step("compare", () -> rows.stream(pipeline));
      checkBackup(backup, pipeline.totals());
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

  private MonthState stateToClose(ClosingRequest request) {
    MonthState state = MonthState.of(books);
    switch (state.kind()) {
      case OPEN -> {
        return state;
      }
      case STATEMENT_GONE ->
          throw new Failure.NotProven(
              "month " + month.slashed() + " has an archive, but its statement in extratos is gone",
              "somebody removed it: restore the month from its archive before closing it again");
      case CLOSED, LEGACY -> {
        if (!request.force()) {
          throw new Failure.AlreadyClosed(
              "month "
                  + month.slashed()
                  + " is already closed"
                  + (state.kind() == MonthState.Kind.LEGACY ? " (by the old generator)" : ""),
              "add --force to merge records that turned up late");
        }
        return state;
      }
    }
    throw new IllegalStateException(state.toString());
  }

  private void found(MonthState state, ToLongFunction<Tabela> live) {
    for (Tabela tabela : Tabela.values()) {
      long records = live.applyAsLong(tabela);
      run.count(tabela, c -> c.withFound(records).withLate(state.isClosed() ? records : 0));
    }
  }

  private void warnOfUndated(long commissions) {
    if (commissions > 0) {
      run.warn(
          commissions
              + " commissions have neither payment nor date, belong to no month and stay live");
    }
  }

  private static ClosingResult nothingToDo(MonthState state) {
    return ClosingResult.nothing(
        state.isClosed() ? Outcome.UNCHANGED : Outcome.EMPTY, state.version());
  }

  /**
   * How many records to expect. A backup of an open month knows, and is held to it; whoever merges
   * records, or has no backup, has to count them.
   */
  private ToLongFunction<Tabela> expected(MonthState state, OpenedBackup backup) {
    Manifest manifest = backup.manifest();
    return state.isClosed() || manifest == null ? LiveCounts.of(books)::of : manifest::rows;
  }

  private Pass pass(Books reader, MonthState state, OpenedBackup backup, int version) {
    MonthRows rows = MonthRows.of(reader);
    try (ReadAhead<List<Long>> ahead =
        ReadAhead.of(rows, () -> LiveCounts.stayingSessions(reader))) {
      ToLongFunction<Tabela> expected = expected(state, backup);
      long[] batches = {0};
      try (Archiver archiver =
          new Archiver(
              books,
              version,
              rows.layout(),
              limits(expected),
              expected,
              batch -> {
                batches[0]++;
                logBatch(batch);
              })) {
        Totals totals = archive(ahead, rows.layout(), state, backup, expected, version, archiver);
        return new Pass(totals, archiver.archived(), rows.layout(), batches[0], ahead.answer());
      }
    }
  }

  private BatchLimits limits(ToLongFunction<Tabela> expected) {
    BatchLimits limits = BatchLimits.of(settings.batchSize(), total(expected));
    run.batchSize(limits.records());
    return limits;
  }

  private static long total(ToLongFunction<Tabela> expected) {
    return Arrays.stream(Tabela.values()).mapToLong(expected).sum();
  }

  private Totals archive(
      ReadAhead<?> ahead,
      Layout layout,
      MonthState state,
      OpenedBackup backup,
      ToLongFunction<Tabela> expected,
      int version,
      Archiver archiver) {
    ArchiveCheck check = new ArchiveCheck(books, version, archiver);
    Pipeline pipeline =
        new Pipeline(
            layout, backup.file(), archiver, check::ended, run.progress(), total(expected));
    ahead.stream(pipeline);
    found(state, pipeline::live);
    checkBackup(backup, pipeline.totals());
    if (!state.isClosed()) {
      check.holds(pipeline.totals());
    }
    return pipeline.totals();
  }

  private ClosingResult complete(MonthState state, ForeignKeys keys, int version, Pass pass) {
    Optional<LegacyStatement> legacy = LegacyStatement.of(books);
    Statement statement = Statement.of(books, settings, pass.totals(), legacy);
    run.step(
        "statement",
        () -> {
          Versions.add(
              books,
              version,
              run.id(),
              run.backupFile(),
              run.backupDigest(),
              pass.layout(),
              pass.archived(),
              statement.totalsJson(),
              pass.stays());
          if (state.isClosed()) {
            // What the versions before it have brought counts too, each record once.
            ArchiveCheck.agree(pass.totals(), ArchiveTotals.of(books));
          }
          // From here on the studio's tables are written, whose triggers expect the names that they
          // find everywhere else; and no value is printed any more.
          books.useStudiosSearchPath();
          if (state.isClosed()) {
            Snapshots.keep(books, run.id());
          }
          statement.write();
          statement.proveWritten();
        });
    if (statement.listsOmitted()) {
      run.warn(
          "the month has more than "
              + settings.statementLimit()
              + " records: the statement's lists are empty, the archive has them all");
    }
    Deletion.Deleted deleted = run.step("delete", () -> delete(keys, version, pass));
    checkDeleted(pass, deleted);
    for (Tabela tabela : Tabela.values()) {
      run.sum(tabela, pass.totals().of(tabela).money().toString());
    }
    Outcome outcome = state.isClosed() ? Outcome.MERGED : Outcome.DONE;
    runBook.finish(books.handle(), run, outcome, ExitCode.DONE.number(), null);
    runBook.logForApplication(
        books.handle(),
        books.studio().schema(),
        month,
        "success",
        "Extrato %s: run %s, version %d, %d records archived"
            .formatted(month.slashed(), run.id(), version, pass.totals().records()));
    return new ClosingResult(
        outcome, version, pass.totals(), statement.totalsJson(), pass.batches());
  }

  private void checkBackup(OpenedBackup backup, Totals totals) {
    OpenBackup file = backup.file();
    Manifest manifest = backup.manifest();
    if (file == null || manifest == null) {
      return;
    }
    Differences differences = file.finish();
    if (!differences.isEmpty()) {
      throw new Failure.Stale(
          "the backup is not what the database holds: " + differences.summary(),
          "the records changed since the backup: run `extrato backup "
              + month.asOptions()
              + "`, then close again");
    }
    for (Tabela tabela : Tabela.values()) {
      Totals.Sum sum = totals.of(tabela);
      manifest
          .summary(tabela)
          .filter(
              said -> said.rows() != sum.records() || !said.sum().equals(sum.money().toString()))
          .ifPresent(
              said -> {
                throw new Failure.NotProven(
                    "the manifest of the backup says "
                        + said.rows()
                        + " records and "
                        + said.sum()
                        + " for "
                        + tabela.table()
                        + ", the database "
                        + sum,
                    "run `extrato backup " + month.asOptions() + "`, then close again");
              });
    }
    log.info("✓ Backup verification successful");
  }

  private Deletion.Deleted delete(ForeignKeys keys, int version, Pass pass) {
    // Looked up one by one, many records would be deleted, and what refers to them looked for, in
    // no order at all.
    return pass.totals().records() > ArchiveCheck.LARGE
        ? books.expectingMany(() -> Deletion.run(books, keys, version))
        : Deletion.run(books, keys, version);
  }

  /** Per table: what was deleted and what stayed is what was archived. */
  private void checkDeleted(Pass pass, Deletion.Deleted deleted) {
    for (Tabela tabela : Tabela.values()) {
      long stayed = tabela == Tabela.SESSOES ? deleted.stayed() : 0;
      long archived = pass.archived().getOrDefault(tabela, 0L);
      if (deleted.of(tabela) + stayed != archived || archived != run.counts(tabela).found()) {
        throw new Failure.Stopped(
            "%s: %d records archived, but %d deleted and %d staying"
                .formatted(tabela.table(), archived, deleted.of(tabela), stayed),
            "a trigger on the table may keep rows from being deleted");
      }
      run.count(
          tabela, c -> c.withArchived(archived).withStayed(stayed).withDeleted(deleted.of(tabela)));
    }
  }

  private void logBatch(BatchProcessor.Batch batch) {
    if (batch.outcome() == BatchProcessor.Outcome.DONE) {
      log.info("{}", batch);
    } else {
      log.error("{}", batch);
    }
  }

  /** The backup that the month is compared with, where there is one to be compared with. */
  private record OpenedBackup(@Nullable OpenBackup file, @Nullable Manifest manifest)
      implements AutoCloseable {
    /** Late records get a backup first, from the very rows that a rehearsal reads. */
    static final OpenedBackup NONE = new OpenedBackup(null, null);

    @Override
    public void close() {
      if (file != null) {
        file.close();
      }
    }
  }

  private OpenedBackup openBackup(MonthRows rows, boolean dryRun) {
    Optional<Generation> newest = backups.newest(month);
    if (newest.isEmpty()) {
      if (settings.requireBackup()) {
        throw new Failure.NotProven(
            "month " + month.slashed() + " has no backup",
            "run `extrato backup " + month.asOptions() + "` first");
      }
      run.warn(
          "month "
              + month.slashed()
              + " has no backup, and EXTRATO_REQUIRE_BACKUP=false lets it pass");
      return OpenedBackup.NONE;
    }
    Generation generation = newest.get();
    Manifest manifest = generation.manifest();
    backups.proveOrigin(generation, manifest, books);
    generation.notice().ifPresent(run::warn);
    if (dryRun) {
      backups.secondCopyTrouble(generation).ifPresent(run::warn);
    } else if (settings.backupCopy() != null) {
      run.step("second copy", () -> backups.ensureSecondCopy(generation));
    }
    run.backup(generation.csv().toString(), manifest.sha256());
    return new OpenedBackup(OpenBackup.of(generation, manifest, rows.layout(), false), manifest);
  }
}
