package extrato.postgres;

import java.sql.SQLException;

/** A COPY that the server or the connection ended; {@link SqlStates} reads the cause. */
public final class BrokenCopy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenCopy(SQLException cause) {
    super(cause);
  }
}
