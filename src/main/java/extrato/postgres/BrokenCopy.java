package extrato.postgres;

import java.sql.SQLException;

/** The server or a lost connection ended a COPY; {@link SqlStates} reads the cause. */
public final class BrokenCopy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokenCopy(SQLException cause) {
    super(cause);
  }
}
