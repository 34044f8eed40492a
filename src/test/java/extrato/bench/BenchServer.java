package extrato.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL as a studio's server has it: what is committed is on the disk. */
final class BenchServer implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "512MB",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "30min",
          "autovacuum", "off");

  private final EmbeddedPostgres server;
  private final Path scripts;

  private BenchServer(EmbeddedPostgres server, Path scripts) {
    this.server = server;
    this.scripts = scripts;
  }

  static BenchServer start(Path scripts) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    SETTINGS.forEach(builder::setServerConfig);
    try {
      return new BenchServer(builder.start(), scripts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String version() {
    return ask("postgres", "select split_part(version(), ' (', 1)");
  }

  /** A studio with months of so many records, to be copied for every turn. */
  void makeStudio(String name, int records) {
    run("postgres", "create database " + name);
    run(name, resource("/extrato/demo/studio.sql"));
    run(name, read(scripts.resolve("month.sql")).replace(":records", String.valueOf(records)));
    run(name, "vacuum (freeze, analyze)");
  }

  /** A fresh copy, with nothing left to be written by anybody else. */
  void copy(String from, String to) {
    drop(to);
    run("postgres", "create database " + to + " template " + from + " strategy file_copy");
    run("postgres", "checkpoint");
  }

  void drop(String name) {
    run("postgres", "drop database if exists " + name + " with (force)");
  }

  String url(String database) {
    return "postgresql://postgres:postgres@127.0.0.1:" + server.getPort() + "/" + database;
  }

  String ask(String database, String query) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (var stream = BenchServer.class.getResourceAsStream(name)) {
      return new String(
          java.util.Objects.requireNonNull(stream).readAllBytes(),
          java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
