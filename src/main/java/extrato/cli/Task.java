package extrato.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the command runner must prepare for a command.
 *
 * @param month null for a command that is about no month
 * @param writes whether the tool's own tables must be there, and are made when they are not
 * @param recorded whether the run gets its row in extrato.runs
 * @param closes whether a failure is told to the web application
 * @param reason why, in the operator's words
 * @param monthlyJob whether EXTRATO_MONTHLY_JOB can switch it off
 */
record Task(
    String command,
    CommonOptions common,
    @Nullable MonthChoice month,
    boolean database,
    boolean writes,
    boolean recorded,
    boolean closes,
    boolean dryRun,
    @Nullable Integer batchSize,
    boolean monthlyJob,
    @Nullable String reason) {

  static Task writing(String command, CommonOptions common, MonthOptions month) {
    return new Task(command, common, month, true, true, true, false, false, null, false, null);
  }

  static Task closing(String command, CommonOptions common, MonthOptions month) {
    return new Task(command, common, month, true, true, true, true, false, null, false, null);
  }

  static Task rehearsing(String command, CommonOptions common, MonthOptions month) {
    return new Task(command, common, month, true, false, false, false, true, null, false, null);
  }

  /** On record where the tool's tables are there already. */
  static Task reading(String command, CommonOptions common, MonthOptions month) {
    return new Task(command, common, month, true, false, true, false, false, null, false, null);
  }

  /** About many months, each of which is a run of its own. */
  static Task everyMonth(String command, CommonOptions common, boolean database, boolean writes) {
    return new Task(
        command, common, null, database, writes, false, false, false, null, false, null);
  }

  /** Changes the books and is on record, but is about no month. */
  static Task changing(String command, CommonOptions common, boolean dryRun) {
    return new Task(
        command, common, null, true, !dryRun, !dryRun, false, dryRun, null, false, null);
  }

  static Task unrecorded(String command, CommonOptions common) {
    return new Task(command, common, null, true, false, false, false, false, null, false, null);
  }

  /** Neither written nor on record; the month may be left open. */
  static Task looking(String command, CommonOptions common, MonthChoice month) {
    return new Task(command, common, month, true, false, false, false, false, null, false, null);
  }

  static Task withoutDatabase(String command, CommonOptions common, @Nullable MonthChoice month) {
    return new Task(command, common, month, false, false, false, false, false, null, false, null);
  }

  /** Whether the database and its folders must belong together before anything is done. */
  boolean isAtWork() {
    return database && (writes || dryRun);
  }

  /** Whether it proves months by their backups, and changes neither. */
  boolean proves() {
    return database && (command.equals("verify") || command.equals("drill"));
  }

  /**
   * Whether what it writes would bury a backup that holds more than the database. A restore digs it
   * out, and asks for a renumbering where a live record is in its way.
   */
  boolean buries() {
    return isAtWork() && !proves() && !command.equals("restore") && !command.equals("renumber");
  }

  /** EXTRATO_MONTHLY_JOB switches it off. */
  Task unlessJobIsDisabled() {
    return new Task(
        command, common, month, database, writes, recorded, closes, dryRun, batchSize, true,
        reason);
  }

  Task because(@Nullable String given) {
    return new Task(
        command,
        common,
        month,
        database,
        writes,
        recorded,
        closes,
        dryRun,
        batchSize,
        monthlyJob,
        given);
  }

  Task withBatchSize(@Nullable Integer size) {
    return new Task(
        command,
        common,
        month,
        database,
        writes,
        recorded,
        closes,
        dryRun,
        size,
        monthlyJob,
        reason);
  }
}
