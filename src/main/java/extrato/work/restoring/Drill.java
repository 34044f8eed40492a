package extrato.work.restoring;

import extrato.month.archive.MonthState;
import extrato.month.archive.StatementProof;
import extrato.month.backup.ArchiveProof;
import extrato.month.backup.Backups;
import extrato.month.backup.Generation;
import extrato.month.backup.Manifest;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.List;
import java.util.Map;

/** Proves that a month could be restored from its backup, without changing anything. */
public final class Drill {
  private final Database database;
  private final Backups backups;
  private final Run run;

  public Drill(Database database, Backups backups, Run run) {
    this.database = database;
    this.backups = backups;
    this.run = run;
  }

  /** Returns the generation that was proven. */
  public Generation run(Month month) {
    Generation generation =
        backups
            .newest(month)
            .orElseThrow(
                () ->
                    database.read(
                        month,
                        books ->
                            backups.missing(
                                books,
                                "write one with `extrato backup " + month.asOptions() + "`")));
    Manifest manifest = generation.manifest();
    generation.notice().ifPresent(run::warn);
    run.backup(generation.csv().toString(), manifest.file().sha256());
    for (Tabela tabela : Tabela.values()) {
      run.count(tabela, c -> c.withFound(manifest.rows(tabela)));
      manifest.summary(tabela).ifPresent(summary -> run.sum(tabela, summary.sum()));
    }
    return database.rehearse(month, books -> rehearse(books, generation, manifest));
  }

  private Generation rehearse(MonthBooks books, Generation generation, Manifest manifest) {
    backups.proveOrigin(generation, manifest, books);
    RecordSource source = new FileSource(generation, manifest);
    Stage stage = run.step("restore", () -> Stage.load(books, source));
    run.step("compare", () -> StageProof.check(stage, source));
    boolean closed = MonthState.of(books).kind() == MonthState.Kind.CLOSED;
    if (closed) {
      // Late records are live: what they exclude cannot come back today, but could later.
      Map<Tabela, Long> unused = LeftLive.setApart(stage);
    }
    run.step("unique keys", () -> ExclusiveRecords.check(books, stage));
    if (closed) {
      run.step("archive", () -> ArchiveProof.check(books, backups));
      run.step("statement", () -> StatementProof.check(books));
      warnOfConflicts(books, stage);
    } else if (!stage.misfits().isEmpty()) {
      throw conflict(stage.misfits());
    }
    return generation;
  }

  /**
   * What a restore would stop at today: the backup is sound, but the tables are not ready for it.
   */
  private void warnOfConflicts(MonthBooks books, Stage stage) {
    if (!stage.misfits().isEmpty()) {
      throw conflict(stage.misfits());
    }
    StayedSessions stayed = new StayedSessions(books, stage);
    stayed.setApart(Overwritten.none(stage));
    stayed.leavePointersToOtherMonths();
    List<Wording> conflicts = run.step("conflicts", () -> Conflicts.find(books, stage));
    if (!conflicts.isEmpty()) {
      run.warn(Wording.joined(conflicts, "; ").between("a restore would stop today: ", ""));
    }
  }

  private static Failure conflict(List<String> misfits) {
    return new Failure.Stopped(
        "the backup cannot be restored into these tables: " + String.join("; ", misfits),
        "give the tables back what is missing");
  }
}
