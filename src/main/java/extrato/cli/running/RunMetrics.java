package extrato.cli.running;

import extrato.cli.output.RunEnd;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunCommand;
import extrato.runs.RunCommand.Trait;
import extrato.runs.TableCounts;
import extrato.runs.metrics.Measured;
import extrato.runs.metrics.MetricsFile;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a run's figures to a file for monitors. A run does not fail because of it. */
public record RunMetrics(@Nullable Path file, @Nullable String studio, Clock clock) {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  public static RunMetrics of(Task task, Settings settings, Clock clock) {
    boolean counts = task.recorded() && !task.dryRun();
    return new RunMetrics(
        counts ? settings.monitoring().metricsFile() : null, settings.studio(), clock);
  }

  /** Writes the figures; returns the reason if that failed. */
  public Optional<String> ended(Run run, RunEnd ending) {
    Month month = run.month();
    if (file == null || month == null || saysNothing(ending)) {
      return Optional.empty();
    }
    try {
      new MetricsFile(file, studio).add(measured(run, month, ending));
      return Optional.empty();
    } catch (IOException e) {
      String why = "metrics not written: " + file + ": " + Reason.of(e);
      log.warn("{}", why);
      return Optional.of(why);
    }
  }

  private static boolean saysNothing(RunEnd ending) {
    boolean failed = ending.code() != ExitCode.DONE;
    return ending.code().isAnswer()
        || ending.outcome() == Outcome.DISABLED
        || (failed && ending.outcome() == Outcome.LEGACY)
        || ending.failure() instanceof Failure.Inapplicable
        || ending.failure() instanceof Failure.Unanswered;
  }

  private Measured measured(Run run, Month month, RunEnd ending) throws IOException {
    boolean done = ending.code() == ExitCode.DONE;
    return new Measured(
        run.command().word(),
        month,
        new Measured.End(clock.instant(), ending.exitCode(), run.duration(), run.steps()),
        new Measured.Found(
            done && run.command().is(Trait.COUNTS) ? records(run, ending) : Map.of(),
            done && run.command().is(Trait.SEES_LATE) ? late(run, ending) : null,
            done && isProof(run, ending),
            bytes(run)));
  }

  /** A merge counts only the late records, so the month's records are unknown. */
  private static Map<String, Long> records(Run run, RunEnd ending) {
    Map<String, Long> records = new LinkedHashMap<>();
    run.countsByTable().forEach((table, count) -> records.put(table, count.found()));
    boolean whole =
        ending.outcome() != Outcome.MERGED
            && records.values().stream().anyMatch(count -> count > 0);
    return whole ? records : Map.of();
  }

  private static Long late(Run run, RunEnd ending) {
    boolean none = ending.outcome() == Outcome.MERGED || run.command() == RunCommand.RESTORE;
    return none ? 0L : run.countsByTable().values().stream().mapToLong(TableCounts::late).sum();
  }

  private static boolean isProof(Run run, RunEnd ending) {
    return run.command().is(Trait.PROVES_BY_REHEARSAL)
        ? ending.outcome() == Outcome.DONE
        : run.command().is(Trait.PROVES)
            && ending.outcome() != Outcome.EMPTY
            && run.backupDigest() != null;
  }

  private static @Nullable Long bytes(Run run) throws IOException {
    String backup = run.backupFile();
    return backup == null || !PlainFile.isThere(Path.of(backup))
        ? null
        : Long.valueOf(PlainFile.size(Path.of(backup)));
  }
}
