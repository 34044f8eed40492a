package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.postgres.Snapshot;
import extrato.studio.Count;
import extrato.work.wallet.Accounts;
import extrato.work.wallet.LedgerBackups;
import extrato.work.wallet.LedgerCheck;
import extrato.work.wallet.OpenHold;
import java.util.ArrayList;
import java.util.List;

/** Whether the money that is held adds up, for a role that may look at it. */
final class WalletChecks {
  private static final String NAME = "wallet";
  private static final int SHOWN = 5;

  private WalletChecks() {}

  static List<Check> of(Database database, Installation installation) {
    return database.read(snapshot -> of(snapshot, installation));
  }

  private static List<Check> of(Snapshot snapshot, Installation installation) {
    if (!LedgerCheck.isPossible(snapshot)) {
      return List.of();
    }
    LedgerBackups backups =
        new LedgerBackups(
            installation.settings(), installation.clock(), "", installation.version());
    LedgerCheck ledger = LedgerCheck.of(snapshot, backups);
    List<Check> checks = new ArrayList<>();
    ledger.problems().stream()
        .limit(SHOWN)
        .forEach(
            problem ->
                checks.add(
                    Check.fail(
                        NAME, problem, "`extrato wallet check` shows all; docs/wallet.md helps")));
    ledger.warnings().stream()
        .limit(SHOWN)
        .forEach(
            warning ->
                checks.add(
                    Check.warning(
                        NAME, warning, "somebody corrected the books by hand, or lost it")));
    long due = new Accounts(snapshot).openHolds().stream().filter(OpenHold::isDue).count();
    if (due > 0) {
      checks.add(
          Check.warning(
              NAME,
              Count.of(due, "hold") + (due == 1 ? " is due" : " are due"),
              "`extrato wallet list` shows them, `extrato wallet expire` returns them"));
    }
    return checks.isEmpty() ? List.of(sound(ledger)) : checks;
  }

  private static Check sound(LedgerCheck ledger) {
    return Check.ok(
        NAME,
        ledger.transfers() == 0
            ? "no deposits"
            : Count.of(ledger.transfers(), "transfer") + ", and they add up");
  }
}
