package extrato.month.backup;

import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.Optional;

/**
 * Whether the ledger lacks the last transfer that was backed up: the database was set back, or is a
 * new one.
 */
public final class LedgerBehind {
  private LedgerBehind() {}

  /** The same for a role that may have no right to the ledger: then nothing is wrong. */
  public static Optional<Failure> asFarAsReadable(Snapshot snapshot, Settings settings) {
    return snapshot.hasWallet() && isReadable(snapshot) ? of(snapshot, settings) : Optional.empty();
  }

  /** What is wrong with a ledger that is there. */
  public static Optional<Failure> of(Snapshot snapshot, Settings settings) {
    return new LedgerShelf(settings).newest().flatMap(newest -> of(snapshot, newest));
  }

  private static Optional<Failure> of(Snapshot snapshot, LedgerBackup newest) {
    try {
      return hasTransfer(snapshot, newest.last())
          ? Optional.empty()
          : Optional.of(
              new Failure.NotProven(
                  "the ledger lacks transfers that its backup "
                      + newest.file()
                      + " has: the database is older than it, or a new one",
                  "docs/wallet.md says how the ledger comes back from it; if the older state is"
                      + " meant, take the folder of the ledger's backups away first, and keep it"));
    } catch (Failure.NotProven e) {
      return Optional.of(e);
    }
  }

  private static boolean isReadable(Snapshot snapshot) {
    return snapshot
        .query("select pg_catalog.has_table_privilege('extrato.transferencias', 'SELECT')")
        .mapTo(boolean.class)
        .one();
  }

  private static boolean hasTransfer(Snapshot snapshot, long id) {
    return snapshot
        .query("select exists (select from extrato.transferencias t where t.id = :id)")
        .bind("id", id)
        .mapTo(boolean.class)
        .one();
  }
}
