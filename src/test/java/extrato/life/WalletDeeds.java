package extrato.life;

import extrato.life.Purse.Details;
import extrato.life.Purse.Transfer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What people do with the wallet: deposits come in, are held, released and given back. */
final class WalletDeeds {
  /** The form of a payment whose deposit came from another account. */
  static final String NO_CREDIT = "Pix";

  private static final int WHOLE = 10_000;

  private final World world;
  private final Postings postings;
  private final WalletDraws draws;

  WalletDeeds(World world) {
    this.world = world;
    this.postings = new Postings(world);
    this.draws = new WalletDraws(world);
  }

  /** A request of the command line. */
  record Request(Transfer transfer, List<String> words) {
    Command command() {
      List<String> arguments = new ArrayList<>(List.of("wallet"));
      arguments.addAll(words);
      arguments.addAll(List.of("--key", transfer.key()));
      return new Command("wallet", null, List.copyOf(arguments));
    }
  }

  /** A client pays a deposit, and it is held. */
  void deposit(Draws d) {
    long client = d.between(1, 4);
    long cents = WalletDraws.cents(d);
    post(credit(d, "client:" + client, cents));
    if (d.chance(0.9)) {
      post(hold(d, client, d.chance(0.6) ? cents : d.between(1, (int) cents + 100)));
    }
  }

  private Request credit(Draws d, String account, long cents) {
    String form = d.of("Pix", "Dinheiro", "Cartão");
    return new Request(
        transfer(
            "credit", Map.of("till", -cents, account, cents), new Details(form, null, null, false)),
        List.of("credit", account, "--amount", WalletDraws.typed(d, cents), "--form", form));
  }

  private Request hold(Draws d, long client, long cents) {
    String key = world.token();
    List<String> words =
        new ArrayList<>(
            List.of("hold", "client:" + client, "--amount", WalletDraws.typed(d, cents)));
    Instant until = null;
    if (d.chance(0.5)) {
      LocalDate last = world.web.today().plusDays(d.between(1, 40));
      until = last.plusDays(1).atStartOfDay(world.zone).toInstant();
      words.addAll(List.of("--expires", last.toString()));
    }
    Map<String, Long> legs = Map.of("client:" + client, -cents, "hold " + key, cents);
    return new Request(
        new Transfer(key, "hold", legs, world.now(), new Details(null, until, null, false)), words);
  }

  void release(Draws d) {
    draws.hold(d).ifPresent(hold -> post(release(d, hold)));
  }

  private Request release(Draws d, Transfer hold) {
    long cents = draws.part(d, hold);
    int share = d.of(3000, 3000, 5000, 3333, 0, WHOLE);
    String artist = "artist:" + d.between(1, 3);
    List<String> words = new ArrayList<>(List.of("release", draws.number(hold), "--to", artist));
    words.addAll(List.of("--share", WalletDraws.percent(share)));
    if (cents != world.purse().balance("hold " + hold.key())) {
      words.addAll(List.of("--amount", WalletDraws.typed(d, cents)));
    }
    Optional<Row> session =
        world.sight().live("sessoes").stream()
            .filter(row -> hold.legs().containsKey("client:" + row.get("cliente_id")))
            .reduce((older, newer) -> newer);
    boolean inBooks = session.isPresent() && d.chance(0.8);
    if (inBooks) {
      words.addAll(List.of("--session", "" + session.get().id()));
      if (world.purse().formOf(hold) == null) {
        words.addAll(List.of("--form", NO_CREDIT));
      }
    }
    Map<String, Long> legs = released(hold, cents, share, artist);
    return new Request(transfer("release", legs, new Details(null, null, null, inBooks)), words);
  }

  static Map<String, Long> released(Transfer hold, long cents, int share, String artist) {
    long studio = cents * share / WHOLE;
    Map<String, Long> legs = new TreeMap<>(Map.of("hold " + hold.key(), -cents));
    legs.put("studio", studio);
    legs.put(artist, cents - studio);
    legs.values().removeIf(leg -> leg == 0);
    return legs;
  }

  void refund(Draws d) {
    draws
        .hold(d)
        .ifPresent(
            hold -> {
              long cents = draws.part(d, hold);
              Map<String, Long> legs =
                  Map.of("hold " + hold.key(), -cents, hold.named("client"), cents);
              post(
                  new Request(
                      transfer("refund", legs, Details.NONE),
                      List.of(
                          "refund", draws.number(hold), "--amount", WalletDraws.typed(d, cents))));
            });
  }

  void transfer(Draws d) {
    String from = WalletDraws.account(d);
    String to = WalletDraws.account(d);
    long cents = draws.affordable(d, from);
    if (!from.equals(to)) {
      post(
          new Request(
              transfer("transfer", Map.of(from, -cents, to, cents), Details.NONE),
              List.of("transfer", from, to, "--amount", WalletDraws.typed(d, cents))));
    }
  }

  void debit(Draws d) {
    String account = WalletDraws.account(d);
    long cents = draws.affordable(d, account);
    post(
        new Request(
            transfer("debit", Map.of(account, -cents, "till", cents), Details.NONE),
            List.of("debit", account, "--amount", WalletDraws.typed(d, cents))));
  }

  /** Somebody does not know whether it went through; or takes a name that was taken. */
  void sameKey(Draws d) {
    List<Transfer> credits =
        world.purse().transfers().stream().filter(one -> one.kind().equals("credit")).toList();
    if (!credits.isEmpty()) {
      Transfer credit = d.pick(credits);
      long cents = -credit.of("till") + (d.chance(0.5) ? 0 : 1);
      String account = credit.named("client");
      Map<String, Long> legs = Map.of("till", -cents, account, cents);
      post(
          new Request(
              new Transfer(credit.key(), "credit", legs, world.now(), credit.details()),
              List.of(
                  "credit",
                  account,
                  "--amount",
                  WalletDraws.typed(d, cents),
                  "--form",
                  String.valueOf(credit.details().form()))));
    }
  }

  void reverse(Draws d) {
    List<Transfer> transfers =
        world.purse().transfers().stream().filter(one -> one.details().reverses() == null).toList();
    if (!transfers.isEmpty()) {
      Transfer meant = transfers.get(transfers.size() - 1 - d.below(Math.min(6, transfers.size())));
      Map<String, Long> legs = new TreeMap<>();
      meant.legs().forEach((account, cents) -> legs.put(account, -cents));
      post(
          new Request(
              transfer(
                  "reverse", legs, new Details(null, null, meant.key(), meant.details().inBooks())),
              List.of("reverse", draws.number(meant))));
    }
  }

  void expire(Draws d) {
    new Expiring(world, postings).expire(d.chance(0.3));
  }

  void killed(Draws d) {
    Optional<Transfer> hold = draws.hold(d);
    Request request =
        hold.isEmpty() || d.chance(0.4)
            ? credit(d, "client:" + d.between(1, 4), WalletDraws.cents(d))
            : release(d, hold.get());
    postings.killed(request, d);
  }

  /** The web application sends its day. */
  void apply(Draws d) {
    new DayFile(world, postings).apply(d, WalletDraws.cents(d));
  }

  /** Proves the ledger; only what is wrong with the folder is a reason to fail. */
  void check(Draws d) {
    postings.check();
  }

  void backup(Draws d) {
    postings.backup();
  }

  /** Brings the ledger back, as the document says. */
  void bringBack(Draws d) {
    new LedgerRescue(world).bringBack(d);
  }

  private void post(Request request) {
    postings.post(request);
  }

  Transfer transfer(String kind, Map<String, Long> legs, Details details) {
    return new Transfer(world.token(), kind, legs, world.now(), details);
  }

  @Nullable Transfer meantBy(Transfer reversal) {
    return world.purse().transfers().stream()
        .filter(reversal::isReversalOf)
        .findFirst()
        .orElse(null);
  }
}
