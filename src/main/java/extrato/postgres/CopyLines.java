package extrato.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The lines of {@code COPY … TO STDOUT}, fetched one by one. */
public final class CopyLines implements AutoCloseable {
  private final PGConnection connection;
  private final CopyOut copy;

  private CopyLines(PGConnection connection, CopyOut copy) {
    this.connection = connection;
    this.copy = copy;
  }

  static CopyLines open(PGConnection connection, String sql) {
    try {
      return new CopyLines(connection, connection.getCopyAPI().copyOut(sql));
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /** The next line; null at the end. */
  public byte @Nullable [] next() {
    try {
      return copy.readFromCopy();
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  @Override
  public void close() {
    if (copy.isActive()) {
      breakOff();
    }
  }

  /**
   * Reads the rest of what the server sends before it stops. The driver's own way to cancel leaves
   * that in the connection. Each later statement would then get the previous one's answer, and a
   * commit could get a rollback's.
   */
  private void breakOff() {
    try {
      connection.cancelQuery();
      while (copy.isActive() && copy.readFromCopy() != null) {
        // These lines are not needed.
      }
    } catch (SQLException e) {
      // The server reports that it cancelled, as it was asked to. A lost connection shows at the
      // next statement.
      org.slf4j.LoggerFactory.getLogger("extrato.db")
          .debug("a COPY was broken off: {}", SqlStates.describe(e));
    }
  }
}
