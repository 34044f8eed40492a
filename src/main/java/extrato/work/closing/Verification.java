package extrato.work.closing;

import extrato.month.archive.ArchivedTotals;
import extrato.month.archive.MonthState;
import extrato.month.archive.StatementProof;
import extrato.month.archive.Totals;
import extrato.month.backup.Backups;
import extrato.month.backup.Difference;
import extrato.month.backup.Differences;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.month.backup.OpenBackup;
import extrato.month.selection.LiveGlance;
import extrato.month.selection.MonthRows;
import extrato.month.selection.TakenIds;
import extrato.postgres.Background;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves a month's backup: the file in itself, its records against the database, and the statement
 * against the archive.
 */
public final class Verification {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup.verify");

  private final Backups backups;
  private final Run run;

  public Verification(Backups backups, Run run) {
    this.backups = backups;
    this.run = run;
  }

  /**
   * What was proven.
   *
   * @param generation null for a month without records, which needs none
   * @param differences where backup and database differ; empty if the backup is proven
   */
  public record Proof(
      @Nullable Generation generation,
      @Nullable Manifest manifest,
      MonthState.@Nullable Kind state,
      List<Difference> differences,
      long differenceCount) {
    public boolean holds() {
      return differenceCount == 0;
    }

    /** The first difference between backup and database, and how many more there are. */
    public String summary() {
      return differences.get(0).place()
          + (differenceCount > 1 ? " (and " + (differenceCount - 1) + " more)" : "");
    }
  }

  /** Proves the newest backup without a database. */
  public Proof ofFile(Month month) {
    Proof proof = ofFile(newest(month));
    Optional.ofNullable(proof.generation()).ifPresent(this::noteCopies);
    return proof;
  }

  public Proof ofFile(Generation generation) {
    Manifest manifest = run.step("file", () -> backups.proveFile(generation));
    describe(generation, manifest);
    log.info("✓ Backup verification successful");
    return new Proof(generation, manifest, null, List.of(), 0);
  }

  /** Proves the newest backup against the month in the database. */
  public Proof of(MonthBooks books) {
    Month month = books.month();
    MonthState state = MonthState.of(books);
    if (state.kind() == MonthState.Kind.LEGACY) {
      throw new Failure.Legacy(
          "month "
              + month.slashed()
              + " was closed by the old generator: nothing proves what it deleted",
          backups.newest(month).isPresent()
              ? "`extrato restore "
                  + month.asOptions()
                  + " --from backup` brings it back from its backup; `--file-only` checks that by"
                  + " itself"
              : "its statement is all there is; `--file-only` still checks a backup file by"
                  + " itself");
    }
    if (state.kind() == MonthState.Kind.STATEMENT_GONE) {
      throw new Failure.NotProven(
          "month " + month.slashed() + " has an archive, but its statement in extratos is gone",
          "the archive and the backup are as they were");
    }
    TakenIds.proveNone(books, run::warn);
    Optional<Generation> newest = backups.newest(month);
    if (newest.isEmpty() && state.kind() == MonthState.Kind.OPEN && !LiveGlance.of(books).any()) {
      return new Proof(null, null, state.kind(), List.of(), 0);
    }
    Generation generation = newest.orElseThrow(() -> backups.missing(books, write(month)));
    Manifest manifest = generation.manifest();
    Background<Manifest> file = Background.start("file", () -> backups.proveFile(generation));
    Compared compared;
    try {
      backups.proveOrigin(generation, manifest, books);
      noteCopies(generation);
      describe(generation, manifest);
      compared = run.step("records", () -> compare(books, state, generation, manifest));
    } catch (RuntimeException e) {
      // If the file is damaged, that is the cause, so its failure is thrown instead.
      file.get();
      throw e;
    }
    run.step("file", file);
    Differences differences = compared.differences();
    if (state.kind() == MonthState.Kind.CLOSED && differences.isEmpty()) {
      run.step("statement", () -> StatementProof.check(books, compared.archive()));
    }
    if (differences.isEmpty()) {
      log.info("✓ Backup verification successful");
    } else {
      log.error("backup verification failed: {}", differences.summary());
    }
    return new Proof(generation, manifest, state.kind(), differences.first(), differences.count());
  }

  private void noteCopies(Generation generation) {
    generation.notice().ifPresent(run::warn);
    backups
        .secondCopyTrouble(generation)
        .ifPresent(
            trouble ->
                run.warn(
                    trouble
                        + "; `extrato backup "
                        + generation.month().asOptions()
                        + "` writes it again"));
  }

  /** The result of the pass over the records, with the archive's totals if all of it has passed. */
  private record Compared(Differences differences, Optional<Totals> archive) {}

  private Compared compare(
      MonthBooks books, MonthState state, Generation generation, Manifest manifest) {
    MonthRows rows = MonthRows.of(books);
    boolean closed = state.kind() == MonthState.Kind.CLOSED;
    try (OpenBackup open = OpenBackup.of(generation, manifest, rows.layout(), closed)) {
      long[] done = {0};
      ArchivedTotals archive = new ArchivedTotals(rows.layout());
      rows.stream(
          (tabela, origin, bytes, from, to) -> {
            open.row(tabela, origin, bytes, from, to);
            archive.row(tabela, origin, bytes, from, to);
            run.progress().advance(++done[0], manifest.rows());
          });
      Differences differences = open.finish();
      open.late().forEach((tabela, late) -> run.count(tabela, c -> c.withLate(late)));
      warnOfLate(books.month(), open);
      return new Compared(differences, archive.found());
    }
  }

  private void warnOfLate(Month month, OpenBackup open) {
    if (!open.late().isEmpty()) {
      String late =
          open.late().entrySet().stream()
              .map(entry -> Count.of(entry.getValue()) + " " + entry.getKey().table())
              .collect(Collectors.joining(", "));
      run.warn(
          "records turned up after "
              + month.slashed()
              + " was closed: "
              + late
              + "; they stay live until `extrato "
              + month.asOptions()
              + " --force` merges them");
    }
  }

  private void describe(Generation generation, Manifest manifest) {
    run.backup(generation.csv().toString(), manifest.file().sha256());
    for (Tabela tabela : Tabela.values()) {
      manifest
          .summary(tabela)
          .ifPresent(
              summary -> {
                run.count(tabela, c -> c.withFound(summary.rows()));
                run.sum(tabela, summary.sum());
              });
    }
  }

  private Generation newest(Month month) {
    return backups.newest(month).orElseThrow(() -> backups.missing(month, write(month)));
  }

  private static String write(Month month) {
    return "write one with `extrato backup " + month.asOptions() + "`";
  }
}
