package extrato.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one database: each transaction gets one of its own. */
final class Connections implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("extrato.db");

  /** The closing's writer and its reader, and one to ask what became of them. */
  private static final int MOST = 3;

  private static final String LOGIN_SECONDS = "30";

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Settings settings;
  private final String applicationName;
  private final Consumer<String> tell;

  private Connections(
      HikariDataSource pool,
      Jdbi jdbi,
      Settings settings,
      String applicationName,
      Consumer<String> tell) {
    this.pool = pool;
    this.jdbi = jdbi;
    this.settings = settings;
    this.applicationName = applicationName;
    this.tell = tell;
  }

  /**
   * @param tell what a person should know while they wait
   */
  static Connections open(
      DatabaseUrl.Server server,
      Settings settings,
      String applicationName,
      Interruption interruption,
      Consumer<String> tell) {
    HikariConfig config = config(server, applicationName);
    // While the first connection is made, what needs none gets ready: a tenth of a small month's
    // time.
    Background<HikariDataSource> connecting =
        Background.start(
            "connect",
            () ->
                // What waits is loaded only where somebody wants to wait.
                settings.database().limits().start().isZero()
                    ? new HikariDataSource(config)
                    : new StartingServer(settings.database().limits().start(), interruption)
                        .awaited(() -> new HikariDataSource(config)));
    Jdbi jdbi =
        jdbi(() -> connecting.get().getConnection(), new ToolSchema(settings.database().schema()));
    try {
      // A server that accepts and never answers must not keep a run that was told to end.
      HikariDataSource pool = connecting.get(interruption, HikariDataSource::close);
      // The one that was opened to see whether the server answers is kept; no other is made ahead.
      pool.setMinimumIdle(0);
      return new Connections(pool, jdbi, settings, applicationName, tell);
    } catch (HikariPool.PoolInitializationException e) {
      interruption.check();
      throw Unconnected.of(e, server);
    }
  }

  private static HikariConfig config(DatabaseUrl.Server server, String applicationName) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("extrato");
    config.setJdbcUrl(server.jdbcUrl());
    config.setMaximumPoolSize(MOST);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", applicationName);
    // A pooler hands every transaction another session, which knows no statement prepared before.
    config.addDataSourceProperty("prepareThreshold", "0");
    // The detail of a server's error quotes the row.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "10");
    // Who accepts and says nothing may be another program. As in psql, connect_timeout holds for
    // the whole way in.
    config.addDataSourceProperty(
        "loginTimeout", server.parameters().getOrDefault("connectTimeout", LOGIN_SECONDS));
    server
        .connectionProperties()
        .forEach((name, value) -> config.addDataSourceProperty(String.valueOf(name), value));
    return config;
  }

  private static Jdbi jdbi(ConnectionFactory connections, ToolSchema schema) {
    Jdbi jdbi = Jdbi.create(connections);
    // The statements are no templates: a "<" in them is just that, and only the name of the
    // schema is put in.
    jdbi.configure(
        SqlStatements.class,
        config -> config.setTemplateEngine(schema).setSqlParser(new NamedValues()));
    // By default Jdbi's exceptions quote the bound values, which are the studio's clients.
    jdbi.configure(
        StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
    return jdbi;
  }

  String applicationName() {
    return applicationName;
  }

  /** A transaction whose names are looked up as the role's habit is. */
  <T> T bare(Function<Handle, T> work) {
    // On a connection of its own: Jdbi's short forms would join one that this thread has open.
    try (Handle handle = jdbi.open()) {
      return handle.inTransaction(work::apply);
    }
  }

  /** A short transaction, in the text form. */
  <T> T brief(Function<Handle, T> work) {
    return bare(
        handle -> {
          handle.execute(TextForm.statements(TextForm.ofShort(settings, applicationName)));
          return work.apply(handle);
        });
  }

  /**
   * A transaction that a signal breaks off.
   *
   * @param beginning settings and locks, nothing else: a SELECT takes the snapshot
   */
  @SuppressWarnings("try") // The resources are there to be closed.
  <T> T interruptible(Interruption signals, String beginning, Function<Handle, T> work) {
    try {
      return bare(
          handle -> {
            try (Interruption.AutoCancel cancel =
                    signals.onRequest(() -> cancel(handle.getConnection()));
                LockWatch watch = LockWatch.begin(this, settings.zone(), tell)) {
              // Not through JDBC, which would set it for the session and so for the pooler's next
              // client.
              handle.execute(beginning);
              return work.apply(handle);
            }
          });
    } finally {
      signals.endCommit();
    }
  }

  /** Makes the statement under way end early; when that fails it ends by itself. */
  private static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      log.warn("the statement under way could not be cancelled: {}", SqlStates.describe(e));
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
