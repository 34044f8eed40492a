package extrato.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is reused, because a new session first has to read the server's catalog, which
 * takes longer than most of what tests ask. If it is in use, the caller gets another one.
 */
final class KeptConnection implements AutoCloseable {
  private static final int SECONDS_TO_ANSWER = 5;

  private final Opening opening;
  private final AtomicReference<@Nullable Connection> idle = new AtomicReference<>();

  KeptConnection(Opening opening) {
    this.opening = opening;
  }

  interface Opening {
    Connection open() throws SQLException;
  }

  interface Errand {
    void on(Connection connection) throws SQLException;
  }

  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  void run(Errand errand) throws SQLException {
    boolean unused =
        use(
            connection -> {
              errand.on(connection);
              return true;
            });
  }

  void run(String sql) throws SQLException {
    run(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  /** After a failure, the connection may be in any state, so it is not reused. */
  <T> T use(Work<T> work) throws SQLException {
    Connection connection = take();
    boolean givenBack = false;
    try {
      T result = work.on(connection);
      givenBack = giveBack(connection);
      return result;
    } finally {
      if (!givenBack) {
        connection.close();
      }
    }
  }

  private Connection take() throws SQLException {
    Connection kept = idle.getAndSet(null);
    if (kept == null) {
      return opening.open();
    }
    if (kept.isValid(SECONDS_TO_ANSWER)) {
      return kept;
    }
    kept.close();
    return opening.open();
  }

  /** Resets the connection to the state of a new session. */
  private boolean giveBack(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute("discard all");
    }
    return idle.compareAndSet(null, connection);
  }

  /** After this, the next connection is a new session. */
  @Override
  public void close() {
    Connection kept = idle.getAndSet(null);
    if (kept != null) {
      try {
        kept.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
