package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves the ledger from its entries alone, as somebody would who trusts neither its triggers nor
 * its functions: sums, chains, balances, holds, reversals; and that the guards stand.
 *
 * @param transfers how many were looked at
 * @param problems what does not add up
 * @param warnings what the books have no longer, though the ledger is right
 */
public record LedgerCheck(long transfers, List<String> problems, List<String> warnings) {
  private static final String LEDGER = Sql.load(LedgerCheck.class, "check_ledger.sql");
  private static final String READABLE = Sql.load(LedgerCheck.class, "ledger_is_readable.sql");
  private static final String RECORDS = Sql.load(LedgerCheck.class, "check_records.sql");

  public LedgerCheck {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Whether there is a ledger, and this role may look at all of it. */
  public static boolean isPossible(Snapshot snapshot) {
    return snapshot.hasWallet()
        && snapshot
            .query(READABLE)
            .bind("studio", snapshot.studio().schema())
            .mapTo(boolean.class)
            .one();
  }

  public static LedgerCheck of(Snapshot snapshot) {
    Ledger.checkThere(snapshot);
    List<String> problems = new ArrayList<>(snapshot.strings(LEDGER));
    problems.addAll(Guards.problems(snapshot.handle()));
    return new LedgerCheck(
        snapshot
            .query("select pg_catalog.count(*) from extrato.transferencias")
            .mapTo(long.class)
            .one(),
        problems,
        snapshot
            .query(RECORDS)
            .bind("remark", BookWriter.REMARK_PATTERN)
            .mapTo(String.class)
            .list());
  }

  /** The same, and held against the newest backup of it. */
  public static LedgerCheck of(Snapshot snapshot, LedgerBackups backups) {
    LedgerCheck ledger = of(snapshot);
    List<String> problems = new ArrayList<>(ledger.problems());
    problems.addAll(backups.differences(snapshot));
    return new LedgerCheck(ledger.transfers(), problems, ledger.warnings());
  }
}
