package extrato.work.wallet;

import extrato.support.settings.Settings;
import java.time.Clock;

/** Posts one request, in a transaction that is under way. */
final class Bookkeeper {
  private final Ledger ledger;

  Bookkeeper(Ledger ledger, Settings settings, Clock clock) {
    this.ledger = ledger;
  }

  Posted post(Wallet.Order order) {
    AccountNames names = new AccountNames(ledger.snapshot());
    return ledger.post(order.request(names::of));
  }
}
