package extrato.postgres.embedded;

import extrato.support.failure.Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * A real PostgreSQL server that comes with the tool, which starts and stops it and keeps its data
 * in a folder.
 *
 * <p>It listens only on the loopback address, and requires a password, because other people may
 * have accounts on the machine and a database superuser can run programs as the server's user. It
 * survives if the JVM is killed; the next start on the folder stops it and carries on.
 */
public final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final String DATABASE = "studio";

  private final EmbeddedFolder folder;
  private final EmbeddedCluster cluster;
  private final int port;

  private EmbeddedServer(EmbeddedFolder folder, EmbeddedCluster cluster, int port) {
    this.folder = folder;
    this.cluster = cluster;
    this.port = port;
  }

  /** Starts the server on a folder. If there is none, creates it with a new cluster. */
  public static EmbeddedServer start(Path folder) {
    return start(folder, System.getenv());
  }

  /**
   * For code that does something else before the start.
   *
   * @throws Failure.Unfit if this installation has no PostgreSQL
   */
  public static void requireBrought() {
    EmbeddedArchive.brought();
  }

  static EmbeddedServer start(Path path, Map<String, String> environment) {
    EmbeddedArchive archive = EmbeddedArchive.brought();
    EmbeddedFolder folder = EmbeddedFolder.open(path);
    try {
      return start(archive, folder, environment);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedServer start(
      EmbeddedArchive archive, EmbeddedFolder folder, Map<String, String> environment) {
    EmbeddedBinaries binaries = EmbeddedBinaries.unpacked(archive, folder, environment);
    EmbeddedCluster cluster = EmbeddedCluster.in(folder, binaries);
    cluster.stopWhatAKilledRunLeft();
    cluster.createWhenAbsent(USER);
    EmbeddedServer server = new EmbeddedServer(folder, cluster, cluster.start());
    try {
      server.createDatabaseWhenAbsent();
      return server;
    } catch (SQLException e) {
      cluster.stop();
      throw new Failure.NoDatabase(
          "the embedded PostgreSQL in " + folder.path() + " does not answer: " + e.getMessage(),
          "see " + folder.log(),
          e);
    } catch (RuntimeException | Error e) {
      cluster.stop();
      throw e;
    }
  }

  public int port() {
    return port;
  }

  public String user() {
    return USER;
  }

  /** The password that was created with the cluster; only the folder's owner can read its file. */
  public String password() {
    return folder.password();
  }

  /** The studio's database, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** Opens a new connection to the studio's database. */
  public Connection connect() throws SQLException {
    return connect(DATABASE);
  }

  /** Stops the server even if there are connections. */
  @Override
  public void close() {
    if (!folder.isHeld()) {
      return; // By now, another process may run a server on the folder.
    }
    try {
      cluster.stop();
    } finally {
      folder.close();
    }
  }

  private String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable";
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password());
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  private void createDatabaseWhenAbsent() throws SQLException {
    try (Connection connection = connect(USER);
        Statement statement = connection.createStatement()) {
      if (!hasDatabase(statement)) {
        statement.execute("create database " + DATABASE);
      }
    }
  }

  private static boolean hasDatabase(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "select from pg_catalog.pg_database where datname = '" + DATABASE + "'")) {
      return rows.next();
    }
  }
}
