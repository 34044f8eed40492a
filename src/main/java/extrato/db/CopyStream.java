package extrato.db;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** Streams rows out of and into the server with COPY, one row in memory at a time. */
final class CopyStream {
  private CopyStream() {}

  static void out(CopyManager manager, String sql, RowConsumer consumer) {
    try {
      CopyOut copy = manager.copyOut(sql);
      try {
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
          consumer.row(row);
        }
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  static void in(CopyManager manager, String sql, byte[] bytes, int length) {
    try {
      CopyIn copy = manager.copyIn(sql);
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
