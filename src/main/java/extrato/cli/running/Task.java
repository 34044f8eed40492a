package extrato.cli.running;

import extrato.runs.RunCommand;
import extrato.runs.RunCommand.Trait;
import org.jspecify.annotations.Nullable;

/**
 * What the command runner must prepare for a command.
 *
 * @param month null for a command that is about no month
 * @param batchSize as it was given; null where it was not
 * @param reason why, in the operator's words
 * @param monitored whether a program reads standard error and takes any line there for an alarm
 */
public record Task(
    RunCommand command,
    CommonOptions common,
    @Nullable MonthChoice month,
    Access access,
    @Nullable Integer batchSize,
    @Nullable String reason,
    boolean monitored) {

  /** What a run may do to the database, and what is kept of it there. */
  public enum Access {
    /** No database is opened. */
    NONE,
    /** Nothing is written, and the run is not on record. */
    LOOKS,
    /** Nothing else is written than the run's record, where the tool's tables are there already. */
    READS,
    /** Everything is done and rolled back; nothing is on record. */
    REHEARSES,
    /** The tool's tables are made where they are missing; each month is a run of its own. */
    EACH_MONTH,
    /** The tool's tables are made where they are missing; what is written is its own record. */
    POSTS,
    /** The tool's tables are made where they are missing, and the run is on record. */
    WRITES
  }

  public static Task of(
      RunCommand command, CommonOptions common, @Nullable MonthChoice month, Access access) {
    return new Task(command, common, month, access, null, null, false);
  }

  boolean database() {
    return access != Access.NONE;
  }

  /** Whether the tool's own tables must be there, and are made when they are not. */
  boolean writes() {
    return access == Access.WRITES || access == Access.EACH_MONTH || access == Access.POSTS;
  }

  /** Whether the run gets its row in extrato.runs. */
  boolean recorded() {
    return access == Access.WRITES || access == Access.READS;
  }

  /** Whether it is a run that people may be told of. */
  boolean isNews() {
    return recorded() || access == Access.EACH_MONTH;
  }

  boolean dryRun() {
    return access == Access.REHEARSES;
  }

  /** Whether a failure is told to the web application. */
  boolean closes() {
    return access == Access.WRITES && command.is(Trait.CLOSES);
  }

  /** Whether the database and its folders must belong together before anything is done. */
  boolean isAtWork() {
    return writes() || dryRun();
  }

  /** Whether it proves months by their backups, and changes neither. */
  boolean proves() {
    return database() && command.is(Trait.HOLDS_AGAINST_BACKUPS);
  }

  /** Whether the wallet is backed up behind it, as every run that may write a backup does. */
  boolean backsUp() {
    return access == Access.WRITES && (command.is(Trait.MAY_BURY) || command == RunCommand.RESTORE);
  }

  /** Whether what it writes would bury a backup that holds more than the database. */
  boolean buries() {
    return isAtWork() && command.is(Trait.MAY_BURY);
  }

  public Task because(@Nullable String given) {
    return new Task(command, common, month, access, batchSize, given, monitored);
  }

  public Task withBatchSize(@Nullable Integer size) {
    return new Task(command, common, month, access, size, reason, monitored);
  }

  public Task monitored(boolean whether) {
    return new Task(command, common, month, access, batchSize, reason, whether);
  }
}
