package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.Iterator;
import org.jdbi.v3.core.result.ResultIterator;

/** The ledger as its backup has it: a line for each transfer. */
final class LedgerLines {
  private static final String LINES = Sql.load(LedgerLines.class, "ledger_lines.sql");
  private static final int AT_ONCE = 500;

  private LedgerLines() {}

  record Line(long transfer, String text) {}

  /** How far it goes, and how much it is. */
  record Size(long transfers, long last) {}

  static Size size(Snapshot snapshot) {
    return snapshot
        .query(
            "select pg_catalog.count(*) as transfers, coalesce(pg_catalog.max(t.id), 0) as last"
                + " from extrato.transferencias t")
        .map((row, context) -> new Size(row.getLong("transfers"), row.getLong("last")))
        .one();
  }

  /** To be closed; rows come as they are asked for. */
  static ResultIterator<Line> upTo(Snapshot snapshot, long last) {
    return snapshot
        .query(LINES)
        .setFetchSize(AT_ONCE)
        .bind("last", last)
        .map((row, context) -> new Line(row.getLong("id"), row.getString("line")))
        .iterator();
  }

  static void each(Iterator<Line> lines, java.util.function.Consumer<String> sink) {
    while (lines.hasNext()) {
      sink.accept(lines.next().text());
    }
  }
}
