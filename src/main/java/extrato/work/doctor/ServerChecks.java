package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Which server this is, and whether the tool is known to work with it. */
final class ServerChecks {
  private static final String NAME = "server";
  private static final String SERVER = Sql.load(ServerChecks.class, "server.sql");
  private static final int OLDEST = 14;
  private static final int NEWEST = 18;

  record Server(int major, String version, String database, String role, String encoding) {
    String described() {
      return String.format(
          Locale.ROOT, "PostgreSQL %s, database %s as %s, %s", version, database, role, encoding);
    }
  }

  private ServerChecks() {}

  static List<Check> of(Inspection inspection) {
    return List.of(check(inspection.asking(ServerChecks::server)));
  }

  private static Server server(Handle handle) {
    return handle
        .createQuery(SERVER)
        .map(
            (row, context) ->
                new Server(
                    row.getInt("major"),
                    row.getString("version"),
                    row.getString("database"),
                    row.getString("role"),
                    row.getString("encoding")))
        .one();
  }

  static Check check(Server server) {
    if (server.major() < OLDEST) {
      return Check.fail(
          NAME,
          server.described() + ": older than " + OLDEST + ", the oldest that is supported",
          "upgrade the server");
    }
    return server.major() > NEWEST
        ? Check.warning(
            NAME,
            server.described() + ": newer than " + NEWEST + ", the newest that was tried",
            "look for a newer version of the tool")
        : Check.ok(NAME, server.described());
  }
}
