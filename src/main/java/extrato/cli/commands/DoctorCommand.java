package extrato.cli.commands;

import extrato.cli.output.CheckList;
import extrato.cli.output.Line;
import extrato.cli.output.Result;
import extrato.cli.output.TextWidth;
import extrato.cli.output.ToolVersion;
import extrato.cli.running.CommandContext;
import extrato.cli.running.ReachedDatabase;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.work.doctor.Check;
import extrato.work.doctor.Doctor;
import extrato.work.doctor.Installation;
import extrato.work.doctor.SupportBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Examines the installation and its database. */
@Command(
    name = "doctor",
    description = {
      "Check settings, folders, database, rights, clocks and months; say how to cure what is"
          + " wrong.",
      "It changes nothing, and does not stop at the first trouble."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato doctor", "  extrato doctor --bundle support.zip"})
final class DoctorCommand extends BaseCommand {
  @Option(
      names = "--bundle",
      paramLabel = "FILE",
      description = "Write a new file for support (zip): no client's data, no password.")
  @Nullable Path bundle;

  @Override
  public Integer call() {
    return runner()
        .examine(
            Task.of(RunCommand.DOCTOR, common, null, Task.Access.NONE), this::examineAndBundle);
  }

  @SuppressWarnings("try") // The database is there to be closed.
  private Result examineAndBundle(CommandContext context, List<String> problems) {
    Path file = bundle == null ? null : bundle.toAbsolutePath().normalize();
    try (SupportBundle opened = file == null ? null : SupportBundle.create(file);
        ReachedDatabase reached = ReachedDatabase.reach(runner(), context)) {
      Installation installation =
          new Installation(
              context.settings(),
              problems,
              reached.database(),
              reached.failure(),
              runner().surroundings().home(),
              context.clock(),
              ToolVersion.current());
      List<Check> checks = Doctor.examine(installation, context.run().progress());
      Result result = result(checks);
      if (opened == null) {
        return result;
      }
      opened.write(installation, screen(checks, result));
      return result.with("bundle", String.valueOf(file));
    }
  }

  private Result result(List<Check> checks) {
    List<String> failed =
        checks.stream().filter(Check::failed).map(Check::name).distinct().toList();
    long odd = checks.stream().filter(check -> check.state() == Check.State.WARNING).count();
    Result result =
        Result.of(
                Outcome.DONE,
                odd == 0
                    ? "all is well"
                    : String.format(
                        Locale.ROOT, "all is well, with %d warning%s", odd, odd == 1 ? "" : "s"))
            .with("checks", checks)
            .withTintedLines(
                new CheckList(runner().surroundings().width())
                    .lines(
                        checks.stream()
                            .filter(check -> common.verbose || !check.name().equals(Check.DEFAULTS))
                            .toList()));
    return failed.isEmpty()
        ? result
        : result.failing(
            new Failure.Attention(
                "attention is needed: " + String.join(", ", failed),
                "`extrato doctor` says after each what to do"));
  }

  private static String screen(List<Check> checks, Result result) {
    Failure failure = result.failure();
    // Every check is one line to search.
    return new CheckList(TextWidth.UNLIMITED)
            .lines(checks).stream().map(Line::toString).collect(Collectors.joining("\n"))
        + "\n"
        + (failure == null ? result.verdict() : failure.text());
  }
}
