package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.support.failure.Failure;
import extrato.work.wallet.LedgerCheck;
import java.util.List;
import java.util.Optional;

/** What a look at the whole ledger comes to. */
final class LedgerVerdict {
  private static final int SHOWN = 20;

  private LedgerVerdict() {}

  /** Proves the ledger; what the books have no longer is a warning. */
  static LedgerCheck look(DatabaseContext context) {
    LedgerCheck ledger =
        context.database().read(snapshot -> LedgerCheck.of(snapshot, context.ledgerBackups()));
    ledger.warnings().stream().limit(SHOWN).forEach(context.run()::warn);
    return ledger;
  }

  static List<String> first(LedgerCheck ledger) {
    return ledger.problems().stream().limit(SHOWN).toList();
  }

  static Optional<Failure> failure(LedgerCheck ledger) {
    List<String> problems = ledger.problems();
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Failure.NotProven(
                "the ledger does not add up in "
                    + problems.size()
                    + (problems.size() == 1 ? " place: " : " places: ")
                    + problems.get(0),
                "docs/wallet.md says what to do"));
  }
}
