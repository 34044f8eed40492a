package extrato.db;

import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows out of and into the server with COPY, one row in memory at a time. */
final class CopyStream {
  private CopyStream() {}

  static void out(PGConnection connection, String sql, RowConsumer consumer) {
    try (CopyLines lines = CopyLines.open(connection, sql)) {
      for (byte[] row = lines.next(); row != null; row = lines.next()) {
        consumer.row(row);
      }
    }
  }

  static void in(PGConnection connection, String sql, byte[] bytes, int length) {
    try {
      CopyIn copy = connection.getCopyAPI().copyIn(sql);
      try {
        copy.writeToCopy(bytes, 0, length);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }
}
