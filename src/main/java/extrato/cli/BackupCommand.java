package extrato.cli;

import extrato.month.backup.Backups;
import extrato.month.selection.LeftOut;
import extrato.runs.Outcome;
import extrato.studio.Tabela;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the month's backup. */
@Command(name = "backup", description = "Back a month up to a CSV file, and prove the file.")
final class BackupCommand extends WorkbenchCommand {
  @Mixin MonthOptions month = new MonthOptions();
  @Mixin LeaveOption leave = new LeaveOption();

  @Override
  public Integer call() {
    return workbench()
        .run(Task.writing("backup", common, month), desk -> backup(desk, leave.leftOut()));
  }

  static Result backup(Desk desk, LeftOut leftOut) {
    Backups.Written written =
        desk.run()
            .step(
                "backup",
                () ->
                    desk.database()
                        .readingAlone(
                            desk.month(),
                            books ->
                                desk.backups()
                                    .write(
                                        leftOut.outOf(books, desk.run()::warn),
                                        desk.database(),
                                        desk.run()::warn)));
    if (written.live().undated() > 0) {
      desk.run()
          .warn(
              written.live().undated()
                  + " commissions have neither payment nor date and belong to no month");
    }
    if (written.generation().isEmpty() || written.manifest().isEmpty()) {
      return Result.of(
          Outcome.EMPTY, "month " + desk.month().slashed() + " has no records: nothing to back up");
    }
    var manifest = written.manifest().get();
    var file = written.generation().get().csv();
    desk.run().backup(file.toString(), manifest.sha256());
    for (Tabela tabela : Tabela.values()) {
      desk.run().count(tabela, c -> c.withFound(manifest.rows(tabela)));
      manifest.summary(tabela).ifPresent(summary -> desk.run().sum(tabela, summary.sum()));
    }
    String verdict =
        written.changed()
            ? String.format(
                Locale.ROOT,
                "backup of %s written and proven: %d records",
                desk.month().slashed(),
                manifest.rows())
            : String.format(
                Locale.ROOT,
                "backup of %s unchanged: the newest one holds exactly these %d records",
                desk.month().slashed(),
                manifest.rows());
    return Result.of(written.changed() ? Outcome.DONE : Outcome.UNCHANGED, verdict)
        .with("file", file.toString())
        .with("generation", manifest.generation())
        .with("bytes", manifest.bytes())
        .with("sha256", manifest.sha256());
  }
}
