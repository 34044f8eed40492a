package extrato.work.closing;

import extrato.month.archive.Totals;
import extrato.month.backup.Backups;
import extrato.month.backup.Differences;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.month.backup.OpenBackup;
import extrato.month.selection.Layout;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backup that the month is compared with.
 *
 * @param file null, like the manifest, if there is no backup to compare with
 */
record OpenedBackup(Month month, @Nullable OpenBackup file, @Nullable Manifest manifest)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("extrato.closing");

  /** For late records: they are backed up first, from the same rows that a rehearsal reads. */
  static OpenedBackup none(Month month) {
    return new OpenedBackup(month, null, null);
  }

  /**
   * Opens the newest backup, after proving that it belongs to this database and that the second
   * folder has it too.
   *
   * @param dryRun whether a missing second copy is only reported
   */
  static OpenedBackup open(
      MonthBooks books,
      Layout layout,
      Backups backups,
      Settings settings,
      Run run,
      boolean dryRun) {
    Month month = books.month();
    Optional<Generation> newest = backups.newest(month);
    if (newest.isEmpty()) {
      return missing(books, backups, settings, run);
    }
    Generation generation = newest.get();
    Manifest manifest = generation.manifest();
    backups.proveOrigin(generation, manifest, books);
    generation.notice().ifPresent(run::warn);
    if (dryRun) {
      backups.secondCopyTrouble(generation).ifPresent(run::warn);
    } else if (settings.backups().copies() != null) {
      run.step("second copy", () -> backups.ensureSecondCopy(generation));
    }
    run.backup(generation.csv().toString(), manifest.file().sha256());
    return new OpenedBackup(month, OpenBackup.of(generation, manifest, layout, false), manifest);
  }

  /** Call this after the last record: stops unless the backup holds exactly these records. */
  void check(Totals totals) {
    if (file == null || manifest == null) {
      return;
    }
    Differences differences = file.finish();
    if (!differences.isEmpty()) {
      throw new Failure.Stale(
          "the backup is not what the database holds: " + differences.summary(),
          "the records changed since the backup: " + again());
    }
    for (Tabela tabela : Tabela.values()) {
      Totals.Sum sum = totals.of(tabela);
      manifest
          .summary(tabela)
          .filter(
              expected ->
                  expected.rows() != sum.records()
                      || !expected.sum().equals(sum.money().toString()))
          .ifPresent(
              expected -> {
                throw new Failure.NotProven(
                    String.format(
                        Locale.ROOT,
                        "the manifest of the backup says %s and %s for %s, the database %s",
                        Count.of(expected.rows(), "record"),
                        expected.sum(),
                        tabela.table(),
                        sum),
                    again());
              });
    }
    log.info("✓ Backup verification successful");
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  private String again() {
    return "run `extrato backup " + month.asOptions() + "`, then close again";
  }

  private static OpenedBackup missing(
      MonthBooks books, Backups backups, Settings settings, Run run) {
    Month month = books.month();
    Failure missing =
        backups.missing(books, "run `extrato backup " + month.asOptions() + "` first");
    if (settings.backups().required()) {
      throw missing;
    }
    run.warn(missing.text() + ", and EXTRATO_REQUIRE_BACKUP=false lets it pass");
    return none(month);
  }
}
