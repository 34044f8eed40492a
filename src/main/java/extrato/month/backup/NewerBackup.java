package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backup that holds more than the database, and the text for people about it.
 *
 * @param first the first differences
 * @param count how many differences there are
 */
public record NewerBackup(
    Month month, Path file, List<Difference> first, long count, Writer writer) {
  public NewerBackup {
    first = List.copyOf(first);
  }

  /** Which database wrote the backup, and in which state. */
  public enum Writer {
    LATER_STATE("the database was set back: `"),
    AT_ANOTHER_PLACE(
        "it was written at another place: where a copy of this database is at work in the same"
            + " folder, give that one a folder of its own and `extrato init --copy`; else the"
            + " database was set back: `"),
    DATABASE_BEFORE("it is of the database whose folder was taken over: `");

    private final String explanation;

    Writer(String explanation) {
      this.explanation = explanation;
    }

    private static Writer of(Manifest manifest, @Nullable Identity own) {
      if (own == null || !manifest.databaseId().equals(own.databaseId())) {
        return DATABASE_BEFORE;
      }
      String oid = manifest.databaseOid();
      boolean elsewhere =
          oid != null && own.here().isAnother(new Identity.Place(manifest.server(), oid));
      return elsewhere ? AT_ANOTHER_PLACE : LATER_STATE;
    }
  }

  /**
   * @param own the identity of the asking database; null if the tool has no tables there
   */
  static NewerBackup of(
      Generation generation, Manifest manifest, Differences more, @Nullable Identity own) {
    return new NewerBackup(
        generation.month(), generation.csv(), more.first(), more.count(), Writer.of(manifest, own));
  }

  /** The text without the month. */
  public String text() {
    String more = count > first.size() ? ", and " + (count - first.size()) + " more" : "";
    return String.format(
        Locale.ROOT,
        "is older in the database than in its backup %s, which holds what the database lacks:"
            + " %s%s",
        file,
        first.stream().map(Difference::record).collect(Collectors.joining(", ")),
        more);
  }

  /**
   * The first command to run. If the backup differs from an archive, that command lists it and asks
   * for a further option.
   */
  public String cure() {
    return "extrato restore " + month.asOptions() + " --from backup";
  }

  /** The failure that stops a run which would bury this backup. */
  public Failure failure() {
    return new Failure.NotProven(
        "month " + month.slashed() + " " + text(),
        writer.explanation
            + cure()
            + "` brings it back; `extrato init --older` says of every month that the older state"
            + " is meant");
  }
}
