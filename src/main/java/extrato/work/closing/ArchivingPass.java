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
 * The single pass over the month that is being closed. It compares each record with the backup,
 * adds it up and archives it. At the end it proves backup and archive.
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
   * The result of the pass.
   *
   * @param stays the sessions that stay because of a payment outside the month
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
    this.limits = BatchLimits.of(settings.closing().batchSize(), total());
    run.batchSize(limits.records());
  }

  /**
   * @param reader the same books on a second connection, which streams the records out while the
   *     first one takes the archive in
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
    // A merge checks the archive as a whole, when it is complete, so no part of it is read earlier.
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
   * How many records to expect. The backup of an open month says so, and is checked against the
   * records. A merge, or a closing without a backup, has to count them.
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
