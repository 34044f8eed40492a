package extrato.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which database this is. The id travels with it, into dumps and copies too; the server and the
 * database's number there do not, so that a copy can be told from the one it was made of.
 *
 * @param noted where it was at work last; null until that was noted
 * @param hasSecondCopy whether a folder of second copies was ever marked as this database's
 * @param migrations how many the tool's tables have had
 */
public record Identity(
    String databaseId,
    String schema,
    @Nullable Place noted,
    Place here,
    boolean hasSecondCopy,
    int migrations) {
  private static final String IDENTITY = Sql.load(Identity.class, "identity.sql");
  private static final String IDENTITY_BEFORE = Sql.load(Identity.class, "identity_before.sql");
  private static final String PLACE = Sql.load(Identity.class, "place.sql");
  private static final String NOTE = Sql.load(Identity.class, "note_place.sql");

  /** Of the first migration there is an id, and nothing more. */
  private static final int WITHOUT_PLACE = 1;

  /**
   * A database on a server.
   *
   * @param server its system identifier; null where the role may not ask for it
   * @param database its number on the server
   */
  public record Place(@Nullable String server, String database) {

    /** Where PostgreSQL would say that this is another place; what is not known says nothing. */
    public boolean isAnother(Place than) {
      return !database.equals(than.database)
          || (server != null && than.server != null && !server.equals(than.server));
    }
  }

  /** Empty where the tool has no tables yet. */
  public static Optional<Identity> of(Handle handle) {
    int version = OwnSchema.version(handle);
    if (version == 0) {
      return Optional.empty();
    }
    Place here = place(handle);
    return handle
        .createQuery(version == WITHOUT_PLACE ? IDENTITY_BEFORE : IDENTITY)
        .map((row, context) -> identity(row, here, version))
        .findOne();
  }

  private static Identity identity(ResultSet row, Place here, int migrations) throws SQLException {
    String database = row.getString("banco");
    return new Identity(
        row.getString("database_id"),
        row.getString("schema_name"),
        database == null ? null : new Place(row.getString("servidor"), database),
        here,
        row.getBoolean("tem_copia"),
        migrations);
  }

  private static Place place(Handle handle) {
    return handle
        .createQuery(PLACE)
        .map(
            (row, context) ->
                new Place(
                    row.getBoolean("tells_server") ? server(handle) : null, row.getString("banco")))
        .one();
  }

  private static String server(Handle handle) {
    return handle
        .createQuery("select system_identifier::text from pg_catalog.pg_control_system()")
        .mapTo(String.class)
        .one();
  }

  /** Whether the tool's tables are new enough to tell all of it. */
  public boolean isComplete() {
    return migrations >= OwnSchema.WITH_GENERATIONS;
  }

  /** Whether this is a copy of the database that it was, or that one at another place. */
  public boolean isElsewhere() {
    return noted != null && noted.isAnother(here);
  }

  /** Whether there is anything about its place that should be noted. */
  public boolean isToBeNoted() {
    return noted == null || (noted.server() == null && here.server() != null);
  }

  /** Makes this the place where the database is at work. */
  public void notePlace(Handle handle) {
    handle
        .createUpdate(NOTE)
        .bind("server", here.server())
        .bind("database", here.database())
        .execute();
  }

  /** Gives the database another id: from now on it is one of its own. */
  public static void rename(Handle handle, UUID id) {
    handle
        .createUpdate(
            "update extrato.studio set database_id = cast(:id as uuid), servidor = null,"
                + " copia_desde = null")
        .bind("id", id.toString())
        .execute();
  }

  /** From now on the folder of the second copies is known by its mark. */
  public static void noteSecondCopy(Handle handle) {
    handle.execute(
        "update extrato.studio set copia_desde = clock_timestamp() where copia_desde is null"
            + " and pg_catalog.has_column_privilege('extrato.studio', 'copia_desde', 'UPDATE')");
  }
}
