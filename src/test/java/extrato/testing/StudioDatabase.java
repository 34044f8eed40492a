package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * A studio's database on the test server, new and empty, as the web application would have created
 * it. Closing it drops it, and fails if the tool left a session behind.
 */
public final class StudioDatabase implements AutoCloseable {
  /** The tables of the books, in the order in which a backup lists them. */
  public static final List<String> BOOKS = List.of("pagamentos", "sessoes", "comissoes", "gastos");

  private static final String RUN_RECORDS = "extrato.runs";
  private static final String RUN_LOG = "extrato_run_logs";

  /** Tables in which a run first notes a file that it wrote, and where the database is. */
  private static final String BACKUPS_ON_RECORD = "extrato.geracoes";

  private static final String PLACE_ON_RECORD = "extrato.studio";
  private static final String SESSIONS_OF_THE_TOOL =
      "select pid, application_name, state, query from pg_stat_activity"
          + " where datname = current_database() and application_name like 'extrato%'";

  /** Statements whose effect only a new session sees. */
  private static final Pattern HABITS =
      Pattern.compile("alter (database|role|user|system)", Pattern.CASE_INSENSITIVE);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final TestServer server;
  private final String name;
  private final String schema;
  private final Charset charset;
  private final List<StudioRole> roles = new ArrayList<>();
  private final KeptConnection kept;

  private StudioDatabase(TestServer server, String name, String schema, Charset charset) {
    this.server = server;
    this.name = name;
    this.schema = schema;
    this.charset = charset;
    this.kept = new KeptConnection(() -> server.connect(name));
  }

  /** A copy of the template: the studio's tables in {@code public}, UTF-8. */
  public static StudioDatabase create() {
    StudioDatabase studio = unborn("public", StandardCharsets.UTF_8);
    studio.server.execute(
        "create database " + studio.name + " template " + Template.NAME + " strategy file_copy");
    return studio;
  }

  /** The same on a server other than the tests' own. */
  public static StudioDatabase on(TestServer server) {
    StudioDatabase studio =
        new StudioDatabase(
            server, "studio_" + DATABASES.incrementAndGet(), "public", StandardCharsets.UTF_8);
    server.execute("create database " + studio.name);
    studio.executeScript("/extrato/demo/studio.sql");
    return studio;
  }

  /** The studio's tables in a schema of that name, which is first on the search path. */
  public static StudioDatabase inSchema(String schema) {
    StudioDatabase studio = unborn(schema, StandardCharsets.UTF_8);
    String quoted = quoted(schema);
    studio.server.execute("create database " + studio.name);
    studio.execute("create schema " + quoted);
    studio.execute("alter database " + studio.name + " set search_path = " + quoted + ", public");
    studio.execute(script("/extrato/demo/studio.sql"));
    return studio;
  }

  /** The studio's tables in a database with another encoding, such as {@code SQL_ASCII}. */
  public static StudioDatabase withEncoding(String encoding) {
    StudioDatabase studio = unborn("public", StandardCharsets.ISO_8859_1);
    studio.server.execute(
        String.format(
            Locale.ROOT,
            "create database %s template template0 encoding '%s' lc_collate 'C' lc_ctype 'C'",
            studio.name,
            encoding));
    studio.execute(script("/extrato/demo/studio.sql"));
    return studio;
  }

  /** A database without any tables. */
  public static StudioDatabase withoutTables() {
    StudioDatabase studio = unborn("public", StandardCharsets.UTF_8);
    studio.server.execute("create database " + studio.name);
    return studio;
  }

  /** Another database that is an exact copy of this one, to which nobody may be connected. */
  public StudioDatabase copy() {
    StudioDatabase copy = unborn(schema, charset);
    kept.close();
    server.execute("create database " + copy.name + " template " + name);
    return copy;
  }

  private static StudioDatabase unborn(String schema, Charset charset) {
    String name = "studio_" + DATABASES.incrementAndGet();
    return new StudioDatabase(TestServer.get(), name, schema, charset);
  }

  public String name() {
    return name;
  }

  /** The schema of the studio's tables. */
  public String schema() {
    return schema;
  }

  /** The superuser's {@code DATABASE_URL}. */
  public String url() {
    return server.url(name);
  }

  public String jdbcUrl() {
    return server.jdbcUrl(name);
  }

  /** Runs the work on a session that this database's owner has open anyway. */
  void using(KeptConnection.Errand errand) throws SQLException {
    kept.run(errand);
  }

  /** A superuser's connection, which the check for sessions left behind does not count. */
  public Connection connect() {
    try {
      return server.connect(name);
    } catch (SQLException e) {
      throw new IllegalStateException("no connection to " + name, e);
    }
  }

  /** Runs any number of statements in one transaction. */
  public void execute(String sql) {
    try {
      kept.run(TestSchema.in(sql));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    if (HABITS.matcher(sql).find()) {
      kept.close();
    }
  }

  /** Runs a resource from the class path. */
  public void executeScript(String resource) {
    execute(script(resource));
  }

  /** Every row as text by column name, with NULL as null. */
  public List<Map<String, @Nullable String>> rows(String sql) {
    try {
      return kept.use(connection -> rows(connection, TestSchema.in(sql)));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<Map<String, @Nullable String>> rows(Connection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Map<String, @Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    }
  }

  /** The first column of every row. */
  public List<@Nullable String> column(String sql) {
    List<@Nullable String> values = new ArrayList<>();
    rows(sql).forEach(row -> values.add(row.values().iterator().next()));
    return values;
  }

  /** The single value that the query returns. */
  public @Nullable String value(String sql) {
    List<@Nullable String> values = column(sql);
    assertThat(values).as(sql).hasSize(1);
    return values.get(0);
  }

  public int count(String table) {
    return Integer.parseInt(String.valueOf(value("select count(*) from " + table)));
  }

  /** The ids of the rows in a table for which the condition holds, ascending. */
  public List<Integer> ids(String table, String condition) {
    return column(
            String.format(Locale.ROOT, "select id from %s where %s order by id", table, condition))
        .stream()
        .map(id -> Integer.valueOf(String.valueOf(id)))
        .toList();
  }

  public List<Integer> ids(String table) {
    return ids(table, "true");
  }

  /**
   * What {@code COPY} writes for every table of the studio and of the tool, in one snapshot. The
   * studio's tables go by their bare names, the tool's by names like {@code extrato.lotes}.
   */
  public Map<String, String> dump() {
    return dumpExcept();
  }

  /** The dump without the records of runs and backups: this must be the same after a failed run. */
  public Map<String, String> dumpExceptRuns() {
    return dumpExcept(RUN_RECORDS, RUN_LOG, BACKUPS_ON_RECORD, PLACE_ON_RECORD);
  }

  public Map<String, String> dumpExcept(String... tables) {
    Map<String, String> dump = dumped(List.of());
    dump.keySet().removeAll(Set.of(tables));
    return dump;
  }

  /** The dump of {@link #BOOKS}, which {@code restore} must bring back. */
  public Map<String, String> dumpBooks() {
    return dumped(BOOKS);
  }

  private Map<String, String> dumped(List<String> only) {
    try {
      return kept.use(connection -> dumped(connection, only));
    } catch (SQLException e) {
      throw new IllegalStateException("no dump of " + name, e);
    }
  }

  private Map<String, String> dumped(Connection connection, List<String> only) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set transaction isolation level repeatable read, read only;"
              + "set local timezone = 'UTC'; set local lock_timeout = '10s'");
      Map<String, String> dump = new LinkedHashMap<>();
      for (Dumpable table : dumpables(statement)) {
        if (only.isEmpty() || only.contains(table.name)) {
          dump.put(table.name, copied(connection, table.copy));
        }
      }
      connection.commit();
      return dump;
    }
  }

  private List<Dumpable> dumpables(Statement statement) throws SQLException {
    String sql =
        TestSchema.in(script("dumpable-tables.sql")).replace(":'studio'", "'" + schema + "'");
    try (ResultSet result = statement.executeQuery(sql)) {
      List<Dumpable> tables = new ArrayList<>();
      while (result.next()) {
        tables.add(new Dumpable(result.getString("name"), result.getString("copy")));
      }
      return tables;
    }
  }

  private String copied(Connection connection, String copy) throws SQLException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(charset);
  }

  /** Changes the payload columns of statements and snapshots to {@code json}. */
  public void useJsonColumns() {
    executeScript("json-columns.sql");
  }

  /**
   * A login role of this database, with privileges such as {@code "select, delete on gastos"} and
   * no others.
   */
  public StudioRole role(String... privileges) {
    StudioRole role = newRole();
    for (String privilege : privileges) {
      execute("grant " + privilege + " to " + role.name);
    }
    return role;
  }

  private StudioRole newRole() {
    String roleName = name + "_role_" + (roles.size() + 1);
    String password = "senha-" + roleName;
    StudioRole role = new StudioRole(roleName, password, server.url(name, roleName, password));
    execute(String.format(Locale.ROOT, "create role %s login password '%s'", roleName, password));
    roles.add(role);
    return role;
  }

  /** A proxy between this database and whoever uses the proxy's address. */
  public TcpProxy proxy() {
    return TcpProxy.to(server.host(), server.port());
  }

  /** Empties every table of the studio and removes everything that the tool created; quick. */
  public void reset() {
    executeScript("reset.sql");
  }

  /** Remembers the present contents, for {@link #bringBack}. */
  public void keep() {
    executeScript("keep.sql");
  }

  /** Restores the contents of {@link #keep}, without the tests' triggers; quick. */
  public void bringBack() {
    executeScript("bring-back.sql");
  }

  /** Waits until the SQL condition holds. */
  public void await(String condition) {
    assertThat(becomesTrue(condition, PATIENCE)).as("in time: " + condition).isTrue();
  }

  /** Fails if a session of the tool is still there after a moment. */
  public void checkNoSessionOfTheTool() {
    checkNoSessionOfTheTool(PATIENCE);
  }

  void checkNoSessionOfTheTool(Duration patience) {
    if (!becomesTrue("not exists (" + SESSIONS_OF_THE_TOOL + ")", patience)) {
      assertThat(rows(SESSIONS_OF_THE_TOOL))
          .as("sessions that the tool left connected to " + name)
          .isEmpty();
    }
  }

  private boolean becomesTrue(String condition, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      return kept.use(connection -> becomesTrue(connection, condition, deadline));
    } catch (SQLException e) {
      throw new IllegalStateException(condition, e);
    }
  }

  private static boolean becomesTrue(Connection connection, String condition, long deadline)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select " + condition)) {
      while (!isTrue(query)) {
        if (System.nanoTime() - deadline > 0) {
          return false;
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
      return true;
    }
  }

  private static boolean isTrue(PreparedStatement query) throws SQLException {
    try (ResultSet result = query.executeQuery()) {
      result.next();
      return result.getBoolean(1);
    }
  }

  /** Ends every session of this database and drops it. */
  public void drop() {
    kept.close();
    server.execute("drop database if exists " + name + " with (force)");
    roles.forEach(role -> server.execute("drop role " + role.name));
    roles.clear();
  }

  @Override
  public void close() {
    try {
      checkNoSessionOfTheTool();
    } finally {
      drop();
    }
  }

  static String script(String resource) {
    try (InputStream in = StudioDatabase.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static Map<String, @Nullable String> row(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      row.put(columns.getColumnLabel(i), result.getString(i));
    }
    return row;
  }

  /** A login role that exists as long as its database. */
  public record StudioRole(String name, String password, String url) {}

  private record Dumpable(String name, String copy) {}

  private static final class Template {
    static final String NAME = make();

    private static String make() {
      StudioDatabase template =
          new StudioDatabase(TestServer.get(), "studio_template", "public", StandardCharsets.UTF_8);
      template.server.execute("create database " + template.name);
      template.executeScript("/extrato/demo/studio.sql");
      template.kept.close();
      return template.name;
    }
  }
}
