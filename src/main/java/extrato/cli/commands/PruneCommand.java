package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.archive.OldSnapshots;
import extrato.month.archive.OldSnapshots.Kept;
import extrato.month.backup.Belonging;
import extrato.postgres.Snapshot;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes statements that were replaced long ago. */
@Command(
    name = "prune",
    description =
        "Show which replaced statements in extrato_snapshots are old, and delete them with --yes.",
    footerHeading = "%nExamples:%n",
    footer = {"  extrato prune", "  extrato prune --days 90 --yes"})
final class PruneCommand extends BaseCommand {
  @ForManyStudios
  @Option(names = "--yes", description = "Delete them.")
  boolean yes;

  @ForManyStudios
  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How old they are at least; 30 unless said otherwise.")
  int days = 30;

  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.PRUNE, common, null, Task.Access.LOOKS), this::prune);
  }

  private Result prune(DatabaseContext context) {
    if (days < 1) {
      throw new Failure.BadArguments(
          "--days must be a whole number of at least 1, not " + days, "leave it out for 30");
    }
    Instant before = context.clock().instant().minus(Duration.ofDays(days));
    if (yes) {
      Belonging.of(context.database(), context.settings()).check();
    }

    List<Kept> old =
        yes
            ? context.database().change(snapshot -> delete(snapshot, before))
            : context.database().read(snapshot -> OldSnapshots.before(snapshot, before));
    return result(old);
  }

  private static List<Kept> delete(Snapshot snapshot, Instant before) {
    List<Kept> old = OldSnapshots.before(snapshot, before);
    if (!old.isEmpty()) {
      OldSnapshots.delete(snapshot, old);
    }
    return old;
  }

  private Result result(List<Kept> old) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> details = new ArrayList<>();
    for (Kept snapshot : old) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %02d/%04d  kept on %s  %s bytes",
              snapshot.month(),
              snapshot.year(),
              Brazilian.parseDay(snapshot.created()).map(Brazilian::day).orElse(""),
              Count.of(snapshot.bytes())));
      details.add(
          Map.of(
              "month",
              String.format(Locale.ROOT, "%04d-%02d", snapshot.year(), snapshot.month()),
              "created",
              snapshot.created()));
    }
    boolean deleted = yes && !old.isEmpty();
    return Result.of(deleted ? Outcome.DONE : Outcome.UNCHANGED, verdict(old.size()))
        .with("statements", old.size())
        .with("snapshots", details)
        .withLines(lines);
  }

  private String verdict(int count) {
    if (count == 0) {
      return "no replaced statement is older than " + days + " days";
    }
    String what = Count.of(count, "replaced statement");
    return yes
        ? what + " older than " + days + " days deleted"
        : what + " older than " + days + " days; nothing deleted without --yes";
  }
}
