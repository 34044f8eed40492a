package extrato.cli.running;

import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.postgres.Database;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a run that has begun: opens the database, keeps the record, and turns whatever is thrown
 * into the run's end.
 */
final class RunExecution {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final CommandRunner runner;
  private final Task task;
  private final CommandContext context;
  private final Notifier notifier;

  RunExecution(CommandRunner runner, Task task, CommandContext context, Notifier notifier) {
    this.runner = runner;
    this.task = task;
    this.context = context;
    this.notifier = notifier;
  }

  RunEnd alone(Function<CommandContext, Result> work) {
    return guarded(() -> work.apply(context));
  }

  boolean hasDatabase() {
    return context.settings().database().url() != null;
  }

  RunEnd inDatabase(Function<DatabaseContext, Result> work) {
    Settings settings = context.settings();
    Run run = context.run();
    if (task.command().is(RunCommand.Trait.CALLED_BY_CRON) && !settings.closing().monthlyJob()) {
      String off =
          "`extrato monthly` is switched off: "
              + settings.configuration().said(Setting.MONTHLY_JOB);
      return new RunEnd(Outcome.DISABLED, Result.of(Outcome.DISABLED, off), null);
    }
    try (OpenDatabase open =
        OpenDatabase.open(
            settings,
            runner.surroundings().home(),
            OpenDatabase.nameFor(run),
            runner.interruption(),
            said -> tell(List.of(said)))) {
      Database database = open.database();
      // Before anything is written: a wrong database keeps no record of what was meant for another.
      Ownership ownership = Ownership.check(task, settings, database);
      RunRecord record = RunRecord.start(task, database, context.runBook(), run);
      notifier.started(run, database);
      RunEnd end =
          guarded(
              () -> {
                tell(ownership.settle(run, context.clock()));
                DatabaseContext ready = new DatabaseContext(context, database);
                Result result = work.apply(ready);
                if (task.backsUp() && result.failure() == null) {
                  backUpLedger(ready);
                }
                return result;
              });
      notifier.compareLate(run, database, context.runBook());
      Result result = end.result();
      if (result == null || !result.isRecorded()) {
        record.finish(end.outcome(), end.exitCode(), end.failure());
      }
      return end;
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  /** Nothing that happens here changes what the run came to. */
  private static void backUpLedger(DatabaseContext context) {
    try {
      context.ledgerBackups().writeWhereGrown(context.database());
    } catch (RuntimeException e) {
      Failure failure = context.failures().explain(e);
      context.run().warn("the wallet was not backed up: " + failure.text());
    }
  }

  private void tell(List<String> done) {
    if (!task.common().quiet) {
      done.forEach(runner.console()::note);
    }
  }

  private RunEnd guarded(Supplier<Result> work) {
    try {
      Result result = work.get();
      Failure failure = result.failure();
      return new RunEnd(failure == null ? result.outcome() : Outcome.of(failure), result, failure);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private RunEnd failed(Throwable e) {
    Failure failure = context.failures().explain(e);
    log.error("{}{}", failure.text(), failure.hint().isEmpty() ? "" : "; " + failure.hint());
    return RunEnd.failed(failure);
  }
}
