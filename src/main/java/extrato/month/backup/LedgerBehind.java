package extrato.month.backup;

import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the ledger lacks the last transfer that was backed up: the database was set back, or is a
 * new one.
 */
public final class LedgerBehind {
  public static final String CURE = "docs/wallet.md says how the ledger comes back from it";

  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private LedgerBehind() {}

  /** The same for a role that may have no right to the ledger: then nothing is wrong. */
  public static Optional<String> asFarAsReadable(Snapshot snapshot, Settings settings) {
    return snapshot.hasWallet() && isReadable(snapshot) ? of(snapshot, settings) : Optional.empty();
  }

  /** What is wrong with a ledger that is there. */
  public static Optional<String> of(Snapshot snapshot, Settings settings) {
    return new LedgerShelf(settings)
        .newest()
        .filter(backup -> !hasLast(snapshot, backup))
        .map(
            backup ->
                "the ledger lacks transfers that its backup "
                    + backup.file()
                    + " has: the database is older than it, or a new one");
  }

  private static boolean isReadable(Snapshot snapshot) {
    return snapshot
        .query("select pg_catalog.has_table_privilege('extrato.transferencias', 'SELECT')")
        .mapTo(boolean.class)
        .one();
  }

  private static boolean hasLast(Snapshot snapshot, LedgerBackup backup) {
    try {
      return snapshot
          .query("select exists (select from extrato.transferencias t where t.id = :last)")
          .bind("last", backup.manifest().last())
          .mapTo(boolean.class)
          .one();
    } catch (Failure e) {
      // `wallet check` names what is damaged.
      log.warn("{}", e.text());
      return true;
    }
  }
}
