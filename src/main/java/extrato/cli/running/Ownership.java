package extrato.cli.running;

import extrato.month.backup.Belonging;
import extrato.month.backup.SetBack;
import extrato.postgres.Database;
import extrato.runs.Run;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Before a command writes, makes sure that database and folders belong together. */
final class Ownership {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final Task task;
  private final Settings settings;
  private final Database database;
  private final @Nullable Belonging belonging;

  private Ownership(
      Task task, Settings settings, Database database, @Nullable Belonging belonging) {
    this.task = task;
    this.settings = settings;
    this.database = database;
    this.belonging = belonging;
  }

  /** Stops if they do not belong together, before there is a record of this run. */
  static Ownership check(Task task, Settings settings, Database database) {
    // init mends what would stop the others here, and checks what it needs by itself.
    if (task.command() != RunCommand.INIT) {
      database.ownTables().checkOwn();
    }
    if (!task.isAtWork() && !task.proves()) {
      return new Ownership(task, settings, database, null);
    }
    Belonging belonging = Belonging.of(database, settings);
    check(task, belonging);
    return new Ownership(task, settings, database, belonging);
  }

  private static void check(Task task, Belonging belonging) {
    if (!task.proves()) {
      belonging.check();
      if (task.buries()) {
        belonging.checkZone();
      }
      return;
    }
    if (task.writes()) {
      belonging.checkPlace();
    }
    belonging.checkForProof();
  }

  /**
   * Notes what is not noted yet, and stops if the database is older than its backups. Returns what
   * was done, for people to read.
   */
  List<String> settle(Run run, Clock clock) {
    if (belonging == null || !task.isAtWork()) {
      return List.of();
    }
    // The tool's tables may have been created or upgraded meanwhile.
    Belonging now = belonging.isComplete() ? belonging : Belonging.of(database, settings);
    if (task.buries()) {
      Month month = run.month() == null ? Month.previous(clock, settings.zone()) : run.month();
      SetBack.check(
          database, now, settings, new SetBack.Checked(month, task.dryRun() ? null : run.id()));
    }
    if (task.dryRun()) {
      return List.of();
    }
    List<String> done = now.settle(database, clock);
    done.forEach(log::info);
    return done;
  }
}
