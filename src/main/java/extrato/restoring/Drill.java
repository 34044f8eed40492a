package extrato.restoring;

import extrato.backup.Backups;
import extrato.backup.Generation;
import extrato.backup.Manifest;
import extrato.db.Books;
import extrato.db.Database;
import extrato.failure.Failure;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.studio.Tabela;

/** Proves that a month could be restored from its backup, without touching anything. */
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
                    new Failure.NotProven(
                        "month " + month.slashed() + " has no backup",
                        "write one with `extrato backup " + month.asOptions() + "`"));
    Manifest manifest = generation.manifest();
    run.backup(generation.csv().toString(), manifest.sha256());
    for (Tabela tabela : Tabela.values()) {
      run.count(tabela, c -> c.withFound(manifest.rows(tabela)));
      manifest.summary(tabela).ifPresent(summary -> run.sum(tabela, summary.sum()));
    }
    return database.rehearsing(month, books -> rehearse(books, generation, manifest));
  }

  private Generation rehearse(Books books, Generation generation, Manifest manifest) {
    backups.proveOrigin(generation, manifest, books);
    Source source = new FileSource(generation, manifest);
    Stage stage = run.step("restore", () -> Stage.load(books, source));
    run.step("compare", () -> stage.proveAgainst(source));
    return generation;
  }
}
