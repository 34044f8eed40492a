package extrato.postgres;

import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Writes bytes to {@code COPY … FROM STDIN}. */
public final class CopySink implements AutoCloseable {
  private final CopyIn copy;

  CopySink(CopyIn copy) {
    this.copy = copy;
  }

  public void write(byte[] bytes, int length) {
    try {
      copy.writeToCopy(bytes, 0, length);
      copy.flushCopy();
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /** Waits until the server has received everything. */
  public long finish() {
    try {
      return copy.endCopy();
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /** Cancels the COPY if it was not finished. */
  @Override
  public void close() {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }
}
