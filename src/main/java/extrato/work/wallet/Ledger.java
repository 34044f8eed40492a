package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.json.JsonText;
import java.util.List;
import java.util.Map;

/** The ledger in one transaction: posts requests, and reads what became of them. */
final class Ledger {
  private static final String POST = Sql.load(Ledger.class, "post.sql");
  private static final String TRANSFER = Sql.load(Ledger.class, "transfer.sql");
  private static final String ENTRIES = Sql.load(Ledger.class, "entries.sql");
  private static final String RECORDS = Sql.load(Ledger.class, "records.sql");

  private final Snapshot snapshot;
  private final String who;

  /**
   * @param who posts, as it stands on record
   */
  Ledger(Snapshot snapshot, String who) {
    this.snapshot = snapshot;
    this.who = who;
    checkThere(snapshot);
  }

  /** Stops where the tool's tables are older than the wallet. */
  static void checkThere(Snapshot snapshot) {
    if (!snapshot.hasWallet()) {
      throw new Failure.Unfit("this database has no wallet yet", "`extrato init` makes its tables");
    }
  }

  /** Which transfer a line's request is, and whether it was made just now. */
  record Line(long line, long transfer, boolean isNew) {}

  Posted post(Request request) {
    Line line = post(List.of(request.json(1))).get(0);
    return transfer(line.transfer(), line.isNew());
  }

  List<Line> post(List<Map<String, Object>> requests) {
    return snapshot
        .query(POST)
        .bind("requests", JsonText.of(requests))
        .bind("by", who)
        .map(
            (row, context) ->
                new Line(row.getLong("line"), row.getLong("transfer"), row.getBoolean("is_new")))
        .list();
  }

  Posted transfer(long id, boolean isNew) {
    Posted.Transfer transfer =
        snapshot
            .query(TRANSFER)
            .bind("id", id)
            .map(
                (row, context) ->
                    new Posted.Transfer(
                        row.getLong("id"),
                        row.getString("key"),
                        Accounts.kind(row),
                        row.getTimestamp("at").toInstant(),
                        new Posted.Told(
                            row.getString("by"), row.getString("reason"), row.getString("form")),
                        Accounts.number(row, "hold"),
                        Accounts.number(row, "reverses")))
            .one();
    return new Posted(transfer, isNew, entries(id), records(id));
  }

  private List<Posted.Entry> entries(long id) {
    return snapshot
        .query(ENTRIES)
        .bind("id", id)
        .map(
            (row, context) ->
                new Posted.Entry(
                    Account.of(row.getString("kind"), row.getLong("owner")),
                    new Money(row.getLong("amount")),
                    new Money(row.getLong("balance"))))
        .list();
  }

  List<Posted.BookRecord> records(long id) {
    return snapshot
        .query(RECORDS)
        .bind("id", id)
        .map(
            (row, context) ->
                new Posted.BookRecord(
                    row.getString("table_name"),
                    row.getLong("id"),
                    new Money(row.getLong("amount"))))
        .list();
  }

  Snapshot snapshot() {
    return snapshot;
  }
}
