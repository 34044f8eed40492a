package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backup that holds more than the database, or may have held more, and the text for people about
 * it.
 *
 * @param first the first differences
 * @param count how many differences there are
 * @param sound of a lost backup, the one before it, if that holds more
 */
public record NewerBackup(
    Month month,
    Path file,
    List<Difference> first,
    long count,
    Writer writer,
    State state,
    @Nullable Path sound) {
  public NewerBackup {
    first = List.copyOf(first);
  }

  /** What is left of it. */
  public enum State {
    WHOLE,
    /** Its manifest cannot be read, so that no restore can prove it. */
    UNPROVEN,
    LOST
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
      if (own == null || !manifest.database().id().equals(own.databaseId())) {
        return DATABASE_BEFORE;
      }
      String oid = manifest.database().oid();
      boolean elsewhere =
          oid != null
              && own.here().isAnother(new Identity.Place(manifest.database().server(), oid));
      return elsewhere ? AT_ANOTHER_PLACE : LATER_STATE;
    }
  }

  /**
   * @param own the identity of the asking database; null if the tool has no tables there
   */
  static NewerBackup of(Remnant remnant, Remnant.Held held, @Nullable Identity own) {
    boolean proven = remnant.witness() == Remnant.Witness.MANIFEST;
    return new NewerBackup(
        held.copy().month(),
        held.copy().csv(),
        held.more().first(),
        held.more().count(),
        proven ? Writer.of(remnant.manifest(), own) : Writer.LATER_STATE,
        proven ? State.WHOLE : State.UNPROVEN,
        null);
  }

  /**
   * @param before the newest sound one, where that holds more than the database too
   */
  static NewerBackup lost(
      Month month, Remnant lost, @Nullable NewerBackup before, @Nullable Identity own) {
    return new NewerBackup(
        month,
        lost.files().get(0),
        before == null ? List.of() : before.first(),
        before == null ? 0 : before.count(),
        lost.witness() == Remnant.Witness.MANIFEST
            ? Writer.of(lost.manifest(), own)
            : Writer.LATER_STATE,
        State.LOST,
        before == null || before.state() != State.WHOLE ? null : before.file());
  }

  /** The text without the month. */
  public String text() {
    return state == State.LOST
        ? "has a backup that the database does not know, "
            + file
            + ", and nothing sound is left of it: what it held, nobody can know"
        : "is older in the database than in its backup "
            + file
            + ", which holds what the database lacks: "
            + named();
  }

  private String named() {
    String more = count > first.size() ? ", and " + (count - first.size()) + " more" : "";
    return first.stream().map(Difference::record).collect(Collectors.joining(", ")) + more;
  }

  /**
   * The first command to run. If the backup differs from an archive, that command lists it and asks
   * for a further option. Where no command brings the backup back, it tells what there is to do.
   */
  public String cure() {
    return state == State.WHOLE ? restore("backup") : "extrato verify " + month.asOptions();
  }

  private String restore(String from) {
    return "extrato restore " + month.asOptions() + " --from " + from;
  }

  /** The failure that stops a run which would bury this backup. */
  public Failure failure() {
    return new Failure.NotProven("month " + month.slashed() + " " + text(), wayOut());
  }

  /** What there is to do about it, as a sentence. */
  public String wayOut() {
    String older =
        "`extrato init --older` says of every month that the older state is meant (read all of"
            + " `extrato status` first)";
    return switch (state) {
      case WHOLE -> writer.explanation + cure() + "` brings it back; " + older;
      case UNPROVEN ->
          "its manifest cannot be read, so that no restore can prove it: bring the manifest back"
              + " from wherever there is a copy, or enter again what the file shows; then "
              + older;
      case LOST ->
          "bring it back from wherever there is a copy"
              + (sound == null
                  ? ""
                  : "; `"
                      + restore(sound + " --older")
                      + "` brings back what the last sound one holds: "
                      + named())
              + "; after that, "
              + older;
    };
  }
}
