package extrato.life;

import extrato.life.Purse.Transfer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws which hold, account and amount somebody means, and how they type it. */
record WalletDraws(World world) {
  /** One whose money is held, or sometimes one whose is not any more. */
  Optional<Transfer> hold(Draws d) {
    List<Transfer> holds =
        d.chance(0.9)
            ? world.purse().openHolds()
            : world.purse().transfers().stream().filter(t -> t.kind().equals("hold")).toList();
    return holds.isEmpty() ? Optional.empty() : Optional.of(d.pick(holds));
  }

  long part(Draws d, Transfer hold) {
    long all = world.purse().balance("hold " + hold.key());
    return all == 0 ? 100 : d.chance(0.6) ? all : d.between(1, (int) all + (int) all / 10);
  }

  /** Often, but not always, what the account has. */
  long affordable(Draws d, String account) {
    long all = world.purse().balance(account);
    return all > 0 && d.chance(0.8) ? d.between(1, (int) all) : cents(d);
  }

  static String account(Draws d) {
    return d.of("client:1", "client:2", "client:3", "client:4", "artist:1", "artist:2", "studio");
  }

  String number(Transfer transfer) {
    return world
        .studio()
        .value("select id from extrato.transferencias where chave = '" + transfer.key() + "'");
  }

  static long cents(Draws d) {
    return d.between(1, 500) * 100L + d.of(0, 0, 50, 33, 99, 7);
  }

  static String dotted(long cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  /** As people write amounts. */
  static String typed(Draws d, long cents) {
    return d.chance(0.5) ? dotted(cents) : dotted(cents).replace('.', ',');
  }

  static String percent(int share) {
    return String.format(Locale.ROOT, "%d,%02d%%", share / 100, share % 100);
  }
}
