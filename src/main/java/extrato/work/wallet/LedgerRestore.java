package extrato.work.wallet;

import extrato.month.backup.LedgerBackup;
import extrato.month.backup.LedgerManifest;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Brings a ledger back from its backup, into an empty one, and proves it before the commit. */
public final class LedgerRestore {
  private static final String GIVE_BACK = Sql.load(LedgerRestore.class, "give_back.sql");
  private static final int AT_ONCE = 500;

  private LedgerRestore() {}

  /** Returns how many transfers there are now. */
  public static long from(LedgerBackup backup, Wallet wallet, boolean dryRun) {
    LedgerManifest manifest = backup.prove();
    return wallet.fill(ledger -> restore(ledger.snapshot(), backup, manifest), dryRun);
  }

  private static long restore(Snapshot snapshot, LedgerBackup backup, LedgerManifest manifest) {
    List<String> batch = new ArrayList<>();
    try (BufferedReader lines = backup.lines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        batch.add(line);
        if (batch.size() == AT_ONCE) {
          giveBack(snapshot, batch);
        }
      }
    } catch (IOException e) {
      throw backup.damaged(e);
    }
    giveBack(snapshot, batch);
    LedgerCheck check = LedgerCheck.of(snapshot);
    if (!check.problems().isEmpty() || check.transfers() != manifest.transfers()) {
      throw new Failure.NotProven(
          "the ledger of "
              + backup.file()
              + " does not add up"
              + check.problems().stream().findFirst().map(first -> ": " + first).orElse("")
              + "; rolled back, the ledger is as it was",
          "an older backup may be sound");
    }
    return check.transfers();
  }

  private static void giveBack(Snapshot snapshot, List<String> batch) {
    boolean unused =
        snapshot
            .query(GIVE_BACK)
            .bind("lines", "[" + String.join(",", batch) + "]")
            .mapTo(boolean.class)
            .one();
    batch.clear();
  }
}
