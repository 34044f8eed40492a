package extrato.cli.commands;

import extrato.cli.output.Line;
import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.notices.Channels.Tried;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries whether people can be told. */
@Command(
    name = "notify",
    description = {
      "Send a notice that says it is a test, by every way that is set up, and tell which of them"
          + " arrived; exit 12 when one did not.",
      "The monitor that waits for pings gets a line in its log, which is no sign of life; of the"
          + " issues only the list is asked for, so that none is opened."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato notify --test"})
final class NotifyCommand extends BaseCommand {
  @ForManyStudios
  @Option(names = "--test", required = true, description = "Yes, send it.")
  boolean test;

  @Override
  public Integer call() {
    return runner()
        .runWithoutDatabase(
            Task.of(RunCommand.NOTIFY, common, null, Task.Access.NONE), this::tryEveryWay);
  }

  private Result tryEveryWay(CommandContext context) {
    if (context.settings().monitoring().notices().areSilent()) {
      throw new Failure.Unfit(
          "nobody is told of anything: no way to tell people is set up",
          "set EXTRATO_NOTIFY_MAIL_TO, or another EXTRATO_NOTIFY_… of docs/settings.md");
    }
    List<Tried> tried = runner().testNotices(context);
    List<String> failed =
        tried.stream().filter(one -> !one.trouble().isEmpty()).map(Tried::name).toList();
    Result result =
        Result.of(
                Outcome.DONE,
                tried.size() == 1 ? "the test was delivered" : "every test was delivered")
            .with("ways", tried.stream().map(NotifyCommand::details).toList())
            .withTintedLines(tried.stream().map(NotifyCommand::line).toList());
    return failed.isEmpty()
        ? result
        : result.failing(
            new Failure.Attention(
                failed.stream().collect(Collectors.joining(", ", "not delivered: ", "")),
                "correct what the lines above say, and try again"));
  }

  private static Line line(Tried tried) {
    return Line.named(
        String.format(Locale.ROOT, "  %-8s ", tried.name()),
        tried.trouble().isEmpty() ? "delivered" : "not delivered: " + tried.trouble());
  }

  private static Map<String, Object> details(Tried tried) {
    return Map.of(
        "way", tried.name(),
        "delivered", tried.trouble().isEmpty(),
        "trouble", tried.trouble());
  }
}
