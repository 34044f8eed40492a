package extrato.demo;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows for one table in the text form that {@code COPY} reads, which writes a whole year at once.
 */
final class CopyRows {
  /** Brazil no longer has summer time. */
  private static final String BRASILIA = "-03";

  private final String target;
  private final StringBuilder text = new StringBuilder();
  private int rows;

  /**
   * @param target the table with its columns, as SQL
   */
  CopyRows(String target) {
    this.target = target;
  }

  void row(@Nullable Object... values) {
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\t").append(field(values[i]));
    }
    text.append('\n');
    rows++;
  }

  int into(Connection connection) throws SQLException {
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + target + " from stdin", new StringReader(text.toString()));
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(@Nullable Object value) {
    if (value == null) {
      return "\\N";
    }
    if (value instanceof LocalDateTime time) {
      return time + BRASILIA;
    }
    return value
        .toString()
        .replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }
}
