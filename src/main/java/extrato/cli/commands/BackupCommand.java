package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.month.backup.Backups;
import extrato.month.selection.LeftOut;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.studio.Tabela;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the month's backup. */
@Command(
    name = "backup",
    description = "Back a month up to a CSV file, and prove the file.",
    footerHeading = "%nExamples:%n",
    footer = {"  extrato backup", "  extrato backup --month 2025-09"})
final class BackupCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();
  @Mixin LeaveOption leave = new LeaveOption();

  @Override
  public Integer call() {
    return runner()
        .run(
            Task.of(RunCommand.BACKUP, common, month, Task.Access.WRITES),
            context -> backup(context, leave.leftOut()));
  }

  static Result backup(DatabaseContext context, LeftOut leftOut) {
    Backups.Written written =
        context
            .run()
            .step(
                "backup",
                () ->
                    context
                        .database()
                        .readAlone(
                            context.month(),
                            books ->
                                context
                                    .backups()
                                    .write(
                                        leftOut.outOf(books, context.run()::warn),
                                        context.database(),
                                        context.run()::warn)));
    if (written.live().undated() > 0) {
      context
          .run()
          .warn(
              written.live().undated()
                  + " commissions have neither payment nor date and belong to no month");
    }
    if (written.generation().isEmpty() || written.manifest().isEmpty()) {
      return Result.of(
          Outcome.EMPTY,
          "month " + context.month().slashed() + " has no records: nothing to back up");
    }
    var manifest = written.manifest().get();
    var file = written.generation().get().csv();
    context.run().backup(file.toString(), manifest.file().sha256());
    for (Tabela tabela : Tabela.values()) {
      context.run().count(tabela, c -> c.withFound(manifest.rows(tabela)));
      manifest.summary(tabela).ifPresent(summary -> context.run().sum(tabela, summary.sum()));
    }
    String verdict =
        written.changed()
            ? String.format(
                Locale.ROOT,
                "backup of %s written and proven: %s",
                context.month().slashed(),
                Count.of(manifest.rows(), "record"))
            : String.format(
                Locale.ROOT,
                "backup of %s unchanged: the newest one holds exactly %s",
                context.month().slashed(),
                manifest.rows() == 1
                    ? "this record"
                    : "these " + Count.of(manifest.rows(), "record"));
    return Result.of(written.changed() ? Outcome.DONE : Outcome.UNCHANGED, verdict)
        .with("file", file.toString())
        .with("generation", manifest.generation())
        .with("bytes", manifest.file().bytes())
        .with("sha256", manifest.file().sha256());
  }
}
