package extrato.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/** The lines of {@code COPY … TO STDOUT}, fetched one by one. */
public final class CopyLines implements AutoCloseable {
  private final CopyOut copy;

  CopyLines(CopyOut copy) {
    this.copy = copy;
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
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }
}
