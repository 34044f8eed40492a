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
import extrato.selection.LiveCounts;
import extrato.selection.MonthRows;
import extrato.settings.Settings;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** What the one pass over the month found. */
  private record Pass(Totals totals, Map<Tabela, Long> archived, MonthRows rows) {}

  /** Runs the work with the books as a second connection sees them. */
  interface Alongside {
    void read(Consumer<Books> work);
  }

  ClosingResult close(ClosingRequest request, Alongside alongside) {
    MonthState state = stateToClose(request);
    LiveCounts live = LiveCounts.of(books);
    Optional<ClosingResult> nothing = nothingToDo(state, live);
    if (nothing.isPresent()) {
      runBook.finish(books.handle(), run, nothing.get().outcome(), ExitCode.DONE.number(), null);
      return nothing.get();
    }
    ForeignKeys keys = run.step("keys", () -> ForeignKeys.check(books));
    int version = state.lastVersion() + 1;
    long[] batches = {0};
    try (OpenedBackup backup = openBackup(MonthRows.of(books), false)) {
      Pass[] pass = new Pass[1];
      run.step(
          "compare and archive",
          () ->
              alongside.read(reader -> pass[0] = archive(reader, backup, live, version, batches)));
      return complete(state, live, keys, version, pass[0], batches[0]);
    }
  }

  /** Every check of a closing, and none of its changes. */
  ClosingResult rehearse(ClosingRequest request) {
    MonthState state = stateToClose(request);
    LiveCounts live = LiveCounts.of(books);
    Optional<ClosingResult> nothing = nothingToDo(state, live);
    if (nothing.isPresent()) {
      return nothing.get();
    }
    run.step("keys", () -> ForeignKeys.check(books));
    MonthRows rows = MonthRows.of(books);
    try (OpenedBackup backup = state.isClosed() ? OpenedBackup.NONE : openBackup(rows, true)) {
      Pipeline pipeline =
          new Pipeline(rows.layout(), backup.file(), null, run.progress(), live.total());
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

  private Optional<ClosingResult> nothingToDo(MonthState state, LiveCounts live) {
    for (Tabela tabela : Tabela.values()) {
      run.count(
          tabela,
          c -> c.withFound(live.of(tabela)).withLate(state.isClosed() ? live.of(tabela) : 0));
    }
    if (live.undated() > 0) {
      run.warn(
          live.undated()
              + " commissions have neither payment nor date, belong to no month and stay live");
    }
    if (live.total() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        ClosingResult.nothing(
            state.isClosed() ? Outcome.UNCHANGED : Outcome.EMPTY, state.version()));
  }

  private Pass archive(
      Books reader, OpenedBackup backup, LiveCounts live, int version, long[] batches) {
    MonthRows rows = MonthRows.of(reader);
    BatchLimits limits = BatchLimits.of(settings.batchSize(), live.total());
    run.batchSize(limits.records());
    try (Archiver archiver =
        new Archiver(
            books,
            version,
            rows.layout(),
            limits,
            live::of,
            batch -> {
              batches[0]++;
              logBatch(batch);
            })) {
      Pipeline pipeline =
          new Pipeline(rows.layout(), backup.file(), archiver, run.progress(), live.total());
      rows.stream(pipeline);
      Map<Tabela, Long> archived = archiver.finish();
      checkBackup(backup, pipeline.totals());
      return new Pass(pipeline.totals(), archived, rows);
    }
  }

  private ClosingResult complete(
      MonthState state, LiveCounts live, ForeignKeys keys, int version, Pass pass, long batches) {
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
              pass.rows().layout(),
              pass.archived(),
              statement.totalsJson(),
              live.staying() == 0 ? List.of() : LiveCounts.stayingSessions(books));
          checkArchive(pass.totals());
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
    Deletion.Deleted deleted = run.step("delete", () -> Deletion.run(books, keys));
    checkDeleted(live, pass, deleted);
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
    return new ClosingResult(outcome, version, pass.totals(), statement.totalsJson(), batches);
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

  private void checkArchive(Totals totals) {
    List<String> differences = totals.differencesTo(ArchiveTotals.of(books), "archive");
    if (!differences.isEmpty()) {
      throw new Failure.NotProven(
          "the archive does not add up to the records: " + differences.get(0),
          "this is a fault of the tool or of a trigger on extrato.lotes: please report it");
    }
  }

  /** Per table: what was deleted and what stayed is what was archived. */
  private void checkDeleted(LiveCounts live, Pass pass, Deletion.Deleted deleted) {
    for (Tabela tabela : Tabela.values()) {
      long stayed = tabela == Tabela.SESSOES ? deleted.stayed() : 0;
      long archived = pass.archived().getOrDefault(tabela, 0L);
      if (deleted.of(tabela) + stayed != archived || archived != live.of(tabela)) {
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
