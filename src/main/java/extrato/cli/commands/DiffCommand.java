package extrato.cli.commands;

import extrato.cli.output.DifferenceLines;
import extrato.cli.output.Line;
import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.Task;
import extrato.month.backup.BackupDiff;
import extrato.month.backup.Difference;
import extrato.month.backup.Generation;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Compares two backups. */
@Command(
    name = "diff",
    description = {
      "Compare two backups of a month, record by record and value by value: the two newest ones"
          + " unless others are named.",
      "Both files are proven on the way; no database is needed."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato diff --month 2025-09", "  extrato diff --month 2025-09 1 3"})
final class DiffCommand extends BaseCommand {
  private static final String NUMBER = "\\d{1,9}";

  @Mixin MonthOptions month = new MonthOptions();

  @Parameters(
      arity = "0..2",
      paramLabel = "BACKUP",
      description =
          "A backup's number, as `extrato status --backups` lists them, or its file. One alone is"
              + " compared with the newest.")
  List<String> named = new ArrayList<>();

  @Override
  public Integer call() {
    if (named.size() > 2) {
      throw new ParameterException(
          spec.commandLine(), "diff compares two backups, and " + named.size() + " are named");
    }
    named.stream()
        .filter(name -> !name.matches(NUMBER))
        .findFirst()
        .ifPresent(file -> month.otherwise(() -> Generation.monthOfFile(runner().file(file))));
    return runner()
        .runWithoutDatabase(
            Task.of(RunCommand.DIFF, common, month, Task.Access.NONE), this::compare);
  }

  private Result compare(CommandContext context) {
    List<Generation> newest = context.backups().all(context.month());
    Generation other =
        named.size() == 2 ? of(context, named.get(1), newest) : at(context, newest, 0);
    Generation one = named.isEmpty() ? at(context, newest, 1) : of(context, named.get(0), newest);
    if (one.csv().equals(other.csv())) {
      throw new Failure.BadArguments(
          BackupDiff.name(one.manifest())
              + " of "
              + context.month().slashed()
              + " would be compared with itself",
          "name two, or none for the two newest");
    }
    BackupDiff diff = context.run().step("compare", () -> BackupDiff.of(one, other));
    String first = BackupDiff.name(diff.one());
    String second = BackupDiff.name(diff.other());
    String both = first + " and " + second + " of " + context.month().slashed();
    return Result.of(
            diff.count() == 0 ? Outcome.UNCHANGED : Outcome.DONE,
            diff.count() == 0
                ? both + " hold the same"
                : both
                    + " differ in "
                    + Count.of(diff.count())
                    + (diff.count() == 1 ? " place" : " places")
                    + (diff.count() > diff.first().size()
                        ? "; the first " + diff.first().size() + " are listed"
                        : ""))
        .with("first", one.csv().toString())
        .with("second", other.csv().toString())
        .with("differences", diff.first().stream().map(DiffCommand::details).toList())
        .with("difference_count", diff.count())
        .withTintedLines(
            diff.first().stream().flatMap(each -> lines(each, first, second)).toList());
  }

  private Generation of(CommandContext context, String name, List<Generation> all) {
    if (!name.matches(NUMBER)) {
      return Generation.named(runner().file(name), context.month());
    }
    return all.stream()
        .filter(generation -> generation.manifest().generation() == Integer.parseInt(name))
        .findFirst()
        .orElseThrow(() -> missing(context, "has no backup " + name));
  }

  private static Generation at(CommandContext context, List<Generation> newest, int place) {
    if (newest.size() <= place) {
      throw missing(
          context,
          newest.isEmpty()
              ? "has no backup"
              : "has one backup: there is nothing to compare it with");
    }
    return newest.get(place);
  }

  private static Failure missing(CommandContext context, String what) {
    return new Failure.Inapplicable(
        "month " + context.month().slashed() + " " + what,
        "`extrato status --backups "
            + context.month().asOptions()
            + "` lists those that there are");
  }

  private static Stream<Line> lines(Difference difference, String first, String second) {
    if (difference.column() == null || difference.id() == null) {
      return Stream.of(Line.plain(difference.place()));
    }
    return new DifferenceLines(difference.place())
        .with(first, difference.inBackup()).with(second, difference.inDatabase()).stream();
  }

  private static Map<String, @Nullable Object> details(Difference difference) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("table", difference.table());
    details.put("id", difference.id());
    details.put("column", difference.column());
    details.put("first", difference.inBackup());
    details.put("second", difference.inDatabase());
    details.put("what", difference.what());
    return details;
  }
}
