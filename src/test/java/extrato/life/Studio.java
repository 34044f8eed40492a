package extrato.life;

import extrato.testing.StudioDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A studio's database, with a lasting connection of the simulator's own, the account of its records
 * and that of its wallet.
 */
final class Studio implements AutoCloseable {
  static final List<String> BOOKS = List.of("pagamentos", "sessoes", "comissoes", "gastos");

  private static final String TEXT_FORM =
      "set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'postgres';"
          + " set extra_float_digits = 1; set client_min_messages = error";

  private final StudioDatabase database;
  final Account account;
  final Purse purse;
  private @Nullable Connection connection;

  Studio(StudioDatabase database, Account account) {
    this(database, account, new Purse());
  }

  private Studio(StudioDatabase database, Account account, Purse purse) {
    this.database = database;
    this.account = account;
    this.purse = purse;
  }

  StudioDatabase database() {
    return database;
  }

  String name() {
    return database.name();
  }

  /** The same records in another database, as {@code createdb -T} copies it. */
  Studio copied() {
    disconnect();
    Pooler.letGo(database);
    return new Studio(database.copy(), account.copy(), purse.copy());
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  List<Map<String, @Nullable String>> rows(String sql) {
    try (Statement statement = connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      List<Map<String, @Nullable String>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, @Nullable String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnLabel(i), result.getString(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  String value(String sql) {
    return String.valueOf(rows(sql).get(0).values().iterator().next());
  }

  boolean has(String relation) {
    return value("select to_regclass('" + relation + "') is not null").equals("t");
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.connect();
      connection = open;
      try (Statement statement = open.createStatement()) {
        statement.execute(TEXT_FORM);
      }
    }
    return open;
  }

  void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    connection = null;
  }

  @Override
  public void close() {
    disconnect();
    database.drop();
  }
}
