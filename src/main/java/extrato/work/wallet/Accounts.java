package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accounts, for people who look at them. */
public final class Accounts {
  private static final String BALANCES = Sql.load(Accounts.class, "balances.sql");
  private static final String OPEN_HOLDS = Sql.load(Accounts.class, "open_holds.sql");
  private static final String STATEMENT = Sql.load(Accounts.class, "statement.sql");

  private final Snapshot snapshot;

  public Accounts(Snapshot snapshot) {
    Ledger.checkThere(snapshot);
    this.snapshot = snapshot;
  }

  /** The account that somebody means. */
  public Account find(String given) {
    return new AccountNames(snapshot).of(given);
  }

  public List<Balance> balances() {
    return snapshot
        .query(BALANCES)
        .map(
            (row, context) ->
                new Balance(
                    Account.of(row.getString("kind"), row.getLong("owner")),
                    new Money(row.getLong("balance")),
                    row.getString("name")))
        .list();
  }

  public List<OpenHold> openHolds() {
    return snapshot.query(OPEN_HOLDS).map((row, context) -> hold(row)).list();
  }

  private static OpenHold hold(ResultSet row) throws SQLException {
    return new OpenHold(
        row.getLong("id"),
        new Account(Account.Kind.CLIENT, row.getLong("client")),
        row.getString("name"),
        new Money(row.getLong("balance")),
        number(row, "session"),
        new OpenHold.Term(instant(row, "until"), row.getBoolean("is_due")),
        row.getLong("entries"));
  }

  /** The account's last entries, the oldest of them first. */
  public List<StatementLine> statement(Account account, int limit) {
    return snapshot
        .query(STATEMENT)
        .bind("kind", account.kind().word())
        .bind("owner", account.owner())
        .bind("limit", limit)
        .map((row, context) -> line(row))
        .list();
  }

  private static StatementLine line(ResultSet row) throws SQLException {
    return new StatementLine(
        row.getLong("version"),
        new Money(row.getLong("amount")),
        new Money(row.getLong("balance")),
        new StatementLine.Origin(
            row.getLong("transfer"),
            row.getString("key"),
            kind(row),
            row.getTimestamp("at").toInstant(),
            new Posted.Told(row.getString("by"), row.getString("reason"), null)),
        number(row, "reverses"));
  }

  static Request.Kind kind(ResultSet row) throws SQLException {
    return Request.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
