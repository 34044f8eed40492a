package extrato.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What is true of a row, as the constants whose names are the row's boolean columns. */
public final class Traits {
  private Traits() {}

  /** The constants whose columns are true; every one must have its column. */
  public static <T extends Enum<T>> Set<T> of(ResultSet row, Class<T> type) throws SQLException {
    Set<T> traits = EnumSet.noneOf(type);
    for (T trait : EnumSet.allOf(type)) {
      if (row.getBoolean(trait.name().toLowerCase(Locale.ROOT))) {
        traits.add(trait);
      }
    }
    return Collections.unmodifiableSet(traits);
  }
}
