package extrato.month.backup;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Whether the ledger lacks the last transfer that was backed up: the database was set back, or is a
 * new one.
 */
public final class LedgerBehind {
  private static final String LAST = Sql.load(LedgerBehind.class, "same_transfer.sql");
  private static final String OLDER =
      "docs/wallet.md says how the ledger comes back from it; if the older state is meant, take the"
          + " folder of the ledger's backups away first, and keep it";

  private LedgerBehind() {}

  /** The same for a role that may have no right to the ledger: then nothing is wrong. */
  public static Optional<Failure> asFarAsReadable(Snapshot snapshot, Settings settings) {
    return snapshot.hasWallet() && isReadable(snapshot) ? of(snapshot, settings) : Optional.empty();
  }

  /** What is wrong with a ledger that is there. */
  public static Optional<Failure> of(Snapshot snapshot, Settings settings) {
    LedgerShelf shelf = new LedgerShelf(settings);
    return shelf.newest().flatMap(newest -> of(snapshot, shelf, newest));
  }

  private static Optional<Failure> of(Snapshot snapshot, LedgerShelf shelf, LedgerBackup newest) {
    try {
      long last = newest.last();
      if (!hasTransfer(snapshot, last)) {
        return Optional.of(
            new Failure.NotProven(
                "the ledger lacks transfers that its backup "
                    + newest.file()
                    + " has: the database is older than it, or a new one",
                OLDER));
      }
      List<LedgerBackup.Last> told =
          shelf
              .copies(newest)
              .flatMap(copy -> copy.lastTransfer().stream())
              .filter(transfer -> transfer.id() == last)
              .toList();
      return told.isEmpty() || told.stream().anyMatch(transfer -> isThere(snapshot, transfer))
          ? Optional.empty()
          : Optional.of(
              new Failure.NotProven(
                  "transfer "
                      + last
                      + " of the ledger is not the one that its backup "
                      + newest.file()
                      + " has: the database was set back, or the file is another database's",
                  OLDER));
    } catch (Failure.NotProven e) {
      return Optional.of(e);
    }
  }

  /** The same number is not the same transfer: another database's ledger counts from 1 as well. */
  private static boolean isThere(Snapshot snapshot, LedgerBackup.Last told) {
    return snapshot
        .query(LAST)
        .bind("id", told.id())
        .bind("key", told.key())
        .bind("request", told.request())
        .bind("at", told.at())
        .mapTo(boolean.class)
        .one();
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
