package extrato.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL as a studio's server has it: what is committed is on the disk. Either one that is
 * started for the bench, or one that is named, where databases may be made.
 */
final class BenchServer implements AutoCloseable {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "512MB",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "30min",
          "autovacuum", "off");

  /** Without it, compressing the archive takes a third of the time that the server is at it. */
  private static final String HAS_LZ4 =
      "select case when count(*) = 0 then ', without lz4' else ', with lz4' end from pg_settings"
          + " where name = 'default_toast_compression' and 'lz4' = any (enumvals)";

  private final @Nullable EmbeddedPostgres started;
  private final String address;
  private final Path scripts;

  private BenchServer(@Nullable EmbeddedPostgres started, String address, Path scripts) {
    this.started = started;
    this.address = address;
    this.scripts = scripts;
  }

  static BenchServer start(Path scripts) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    SETTINGS.forEach(builder::setServerConfig);
    try {
      EmbeddedPostgres server = builder.start();
      String address = "postgresql://postgres:postgres@127.0.0.1:" + server.getPort();
      return new BenchServer(server, address, scripts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One that is there already.
   *
   * @param address {@code postgresql://user[:password]@host[:port]}
   */
  static BenchServer at(String address, Path scripts) {
    return new BenchServer(null, address.replaceFirst("/$", ""), scripts);
  }

  String version() {
    return ask("postgres", "select split_part(version(), ' (', 1)") + ask("postgres", HAS_LZ4);
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
    return address + "/" + database;
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
    URI there = URI.create(url(database));
    String[] account = there.getRawUserInfo().split(":", 2);
    String port = there.getPort() < 0 ? "" : ":" + there.getPort();
    return DriverManager.getConnection(
        "jdbc:postgresql://" + there.getHost() + port + there.getPath(),
        decoded(account[0]),
        account.length > 1 ? decoded(account[1]) : null);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
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
          java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (started != null) {
      started.close();
    }
  }
}
