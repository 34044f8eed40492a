package extrato.work.records;

import extrato.studio.Month;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in which a record stands.
 *
 * @param month whose archive or backup it is; null for the live tables
 * @param number the statement's version, or the backup's
 * @param takenBack whether a restore undid that version
 * @param file the backup's
 * @param values in the text form, by column
 */
public record RecordPlace(
    Kind kind,
    @Nullable Month month,
    int number,
    boolean takenBack,
    @Nullable Path file,
    Map<String, @Nullable String> values) {

  /** Where records are kept. */
  public enum Kind {
    LIVE,
    ARCHIVE,
    BACKUP;

    /** As it stands in {@code --json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public RecordPlace {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static RecordPlace live(Map<String, @Nullable String> values) {
    return new RecordPlace(Kind.LIVE, null, 0, false, null, values);
  }

  static RecordPlace archived(
      Month month, int version, boolean takenBack, Map<String, @Nullable String> values) {
    return new RecordPlace(Kind.ARCHIVE, month, version, takenBack, null, values);
  }

  static RecordPlace backedUp(
      Month month, int number, Path file, Map<String, @Nullable String> values) {
    return new RecordPlace(Kind.BACKUP, month, number, false, file, values);
  }

  /** {@code archive of 09/2025, version 2}. */
  public String described() {
    String of = month == null ? "" : month.slashed();
    return switch (kind) {
      case LIVE -> "live";
      case ARCHIVE ->
          "archive of " + of + ", version " + number + (takenBack ? " (taken back)" : "");
      case BACKUP -> "backup " + number + " of " + of;
    };
  }
}
