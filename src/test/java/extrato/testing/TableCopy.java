package extrato.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** Copies rows from one studio's database to another's, as an administrator would with psql. */
public final class TableCopy {
  private TableCopy() {}

  /** Copies what a new database gets before any month is restored: the people. */
  public static void people(StudioDatabase from, StudioDatabase to) {
    rows(from, to, "users", "true");
    rows(from, to, "clients", "true");
  }

  public static void rows(StudioDatabase from, StudioDatabase to, String table, String condition) {
    try (Connection source = from.connect();
        Connection target = to.connect()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      source
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (select * from " + table + " where " + condition + ") to stdout", bytes);
      target
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin", new ByteArrayInputStream(bytes.toByteArray()));
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(table, e);
    }
  }
}
