package extrato.work.closing;

import extrato.month.archive.Archiver;
import extrato.month.archive.BatchLimits;
import extrato.month.archive.BatchProcessor;
import extrato.month.archive.MonthState;
import extrato.month.archive.Totals;
import extrato.month.backup.Manifest;
import extrato.month.selection.Layout;
import extrato.month.selection.LiveCounts;
import extrato.month.selection.MonthRows;
import extrato.month.selection.ReadAhead;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.studio.Tabela;
import extrato.support.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one pass over a month that is closed: compares each record with the backup, adds it up and
 * archives it, and proves backup and archive at its end.
 */
final class ArchivingPass {
  private static final Logger log = LoggerFactory.getLogger("extrato.closing");

  private final MonthBooks books;
  private final Run run;
  private final MonthState state;
  private final OpenedBackup backup;
  private final int version;
  private final ToLongFunction<Tabela> expected;
  private final BatchLimits limits;
  private long batches;

  /**
   * What the pass found.
   *
   * @param stays the sessions that a payment outside the month holds back
   */
  record Found(
      Totals totals, Map<Tabela, Long> archived, Layout layout, long batches, List<Long> stays) {}

  ArchivingPass(
      MonthBooks books,
      Settings settings,
      Run run,
      MonthState state,
      OpenedBackup backup,
      int version) {
    this.books = books;
    this.run = run;
    this.state = state;
    this.backup = backup;
    this.version = version;
    this.expected = expected();
    this.limits = BatchLimits.of(settings.batchSize(), total());
    run.batchSize(limits.records());
  }

  /**
   * @param reader the same books on a second connection, whose records stream out while the first
   *     one's takes the archive in
   */
  Found run(MonthBooks reader) {
    MonthRows rows = MonthRows.of(reader);
    try (ReadAhead<List<Long>> ahead =
            ReadAhead.of(rows, () -> LiveCounts.stayingSessions(reader));
        Archiver archiver =
            new Archiver(books, version, rows.layout(), limits, expected, this::ended)) {
      Totals totals = archive(ahead, rows.layout(), archiver);
      return new Found(totals, archiver.archived(), rows.layout(), batches, ahead.answer());
    }
  }

  private Totals archive(ReadAhead<?> ahead, Layout layout, Archiver archiver) {
    ArchiveCheck check = new ArchiveCheck(books, version, archiver);
    // A merge holds the whole archive to the records, once it is one: no part of it is read before.
    Consumer<Tabela> ended = state.isClosed() ? tabela -> {} : check::ended;
    Pipeline pipeline =
        new Pipeline(layout, backup.file(), archiver, ended, run.progress(), total());
    ahead.stream(pipeline);
    ClosingTransaction.found(run, state, pipeline::live);
    backup.check(pipeline.totals());
    if (!state.isClosed()) {
      check.holds(pipeline.totals());
    }
    return pipeline.totals();
  }

  /**
   * How many records to expect. A backup of an open month knows, and is held to it; whoever merges
   * records, or has no backup, has to count them.
   */
  private ToLongFunction<Tabela> expected() {
    Manifest manifest = backup.manifest();
    return state.isClosed() || manifest == null ? LiveCounts.of(books)::of : manifest::rows;
  }

  private long total() {
    return Arrays.stream(Tabela.values()).mapToLong(expected).sum();
  }

  private void ended(BatchProcessor.Batch batch) {
    batches++;
    if (batch.outcome() == BatchProcessor.Outcome.DONE) {
      log.info("{}", batch);
    } else {
      log.error("{}", batch);
    }
  }
}
