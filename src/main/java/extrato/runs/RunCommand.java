package extrato.runs;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Every command, and what its runs mean to whoever prepares them, counts them, or tells people of
 * them: the one place that decides this. A new command is a class of the command line and a
 * constant here.
 */
public enum RunCommand {
  INIT,
  BACKUP(Trait.MAY_BURY, Trait.COUNTS),
  VERIFY(Trait.HOLDS_AGAINST_BACKUPS, Trait.COUNTS, Trait.PROVES, Trait.SEES_LATE),
  EXTRATO(
      Trait.MAY_BURY,
      Trait.CHANGES_BOOKS,
      Trait.CLOSES,
      Trait.COUNTS,
      Trait.PROVES,
      Trait.SEES_LATE),
  MONTHLY(
      Trait.MAY_BURY,
      Trait.CHANGES_BOOKS,
      Trait.CLOSES,
      Trait.COUNTS,
      Trait.PROVES,
      Trait.SEES_LATE,
      Trait.CALLED_BY_CRON),
  RESTORE(Trait.CHANGES_BOOKS, Trait.SEES_LATE),
  DRILL(Trait.HOLDS_AGAINST_BACKUPS, Trait.PROVES_BY_REHEARSAL),
  RENUMBER,
  IMPORT(Trait.CHANGES_BOOKS),
  PRUNE,
  STATUS,
  HISTORY,
  SHOW,
  REPORT,
  FIND,
  DIFF,
  DOCTOR,
  NOTIFY,
  WALLET,
  TOKEN,
  SERVE,
  DEMO;

  /** What may be true of a command. */
  public enum Trait {
    /** It compares months with their backups, and changes neither. */
    HOLDS_AGAINST_BACKUPS,
    /**
     * What it writes would bury a backup that holds more than the database. A restore digs such a
     * backup out, and may ask for a renumbering first.
     */
    MAY_BURY,
    /** Its success is news to people. */
    CHANGES_BOOKS,
    /** It closes months: the web application hears of a failure, and an open issue is settled. */
    CLOSES,
    /** It counts the month's records. */
    COUNTS,
    /** Where it names a backup, it has proven it. */
    PROVES,
    /** When it is done, it has proven the month. */
    PROVES_BY_REHEARSAL,
    /** It knows how many records are late. */
    SEES_LATE,
    /** The monitor waits for its pings, and a setting switches it off. */
    CALLED_BY_CRON
  }

  /** Never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Trait> traits;

  RunCommand(Trait... traits) {
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(Arrays.asList(traits));
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** As it is typed, and as it stands in records and notices. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }
}
