package extrato.life;

import extrato.life.Purse.Details;
import extrato.life.Purse.Transfer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends the holds that are due. They are due by the server's clock, which cannot be changed, so
 * while this runs the days until which money is held are moved to where that clock is.
 */
final class Expiring {
  private final World world;
  private final Postings postings;

  Expiring(World world, Postings postings) {
    this.world = world;
    this.postings = postings;
  }

  /** What is due by the studio's clock goes back to its client, or to the studio. */
  void expire(boolean forfeit) {
    Instant now = world.now();
    List<Transfer> due =
        world.purse().openHolds().stream()
            .filter(hold -> hold.details().until() != null && !hold.details().until().isAfter(now))
            .toList();
    boolean isBehind = world.ledger.isBehind();
    List<String> words = new ArrayList<>(List.of("wallet", "expire"));
    if (forfeit) {
      words.add("--forfeit");
    }
    boolean isThere = world.studio().has("extrato.retencoes");
    long ahead = isThere ? aheadOf(now) : 0;
    if (isThere) {
      moveDueDates(ahead);
    }
    world.tool.run(
        new Command("wallet", null, List.copyOf(words)),
        world.operator(),
        ended -> {
          if (isThere) {
            moveDueDates(-ahead);
          }
          postings.judge(ended, List.of(Postings.DONE), isBehind && !due.isEmpty());
          if (ended.code() == Postings.DONE) {
            due.stream()
                .map(hold -> ended(hold, forfeit, ended.at()))
                .sorted(Comparator.comparing(Numbered::number))
                .forEach(end -> world.ledger.commits(end.transfer()));
          }
        });
  }

  /** Those that end at once are in the ledger's order, whichever that is. */
  private record Numbered(long number, Transfer transfer) {}

  private Numbered ended(Transfer hold, boolean forfeit, Instant at) {
    long cents = world.purse().balance("hold " + hold.key());
    String kind = forfeit ? "release" : "expire";
    List<Map<String, @Nullable String>> keys =
        world
            .studio()
            .rows(
                String.format(
                    Locale.ROOT,
                    "select e.id, e.chave from extrato.transferencias e join extrato.transferencias h on"
                        + " h.id = e.retencao where h.chave = '%s' and e.tipo = '%s' order by e.id"
                        + " desc",
                    hold.key(),
                    kind));
    String key = keys.isEmpty() ? "" : String.valueOf(keys.get(0).get("chave"));
    if (key.isEmpty() || world.purse().has(key)) {
      throw new Broken(
          "wallet", "`wallet expire` ended with 0, and left " + hold + ", which is due");
    }
    Map<String, Long> legs =
        Map.of("hold " + hold.key(), -cents, forfeit ? "studio" : hold.named("client"), cents);
    return new Numbered(
        LedgerLaws.number(keys.get(0), "id"), new Transfer(key, kind, legs, at, Details.NONE));
  }

  /** By how many seconds the server's clock, which cannot be changed, is ahead of the studio's. */
  private long aheadOf(Instant now) {
    String server = world.studio().value("select extract(epoch from clock_timestamp())::bigint");
    return Long.parseLong(server) - now.getEpochSecond();
  }

  private void moveDueDates(long seconds) {
    try {
      world
          .studio()
          .execute(
              String.format(
                  Locale.ROOT,
                  "begin; alter table extrato.retencoes disable trigger nada_muda; update"
                      + " extrato.retencoes set vence = vence + interval '%d seconds' where vence"
                      + " is not null; alter table extrato.retencoes enable always trigger"
                      + " nada_muda; commit",
                  seconds));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
