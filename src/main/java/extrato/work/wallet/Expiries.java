package extrato.work.wallet;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the holds that are due: each in a transaction of its own, under a key of its own, so that
 * none is ended twice. One that somebody released or refunded meanwhile is left to them.
 */
public final class Expiries {
  private static final Logger log = LoggerFactory.getLogger("extrato.wallet");
  private static final String KEY = "extrato:expire:";

  private final Wallet wallet;

  public Expiries(Wallet wallet) {
    this.wallet = wallet;
  }

  /**
   * Who gets it instead of the client.
   *
   * @param artist null where all of it is the studio's
   * @param share the studio's, in basis points
   */
  public record Forfeit(@Nullable String artist, int share) {}

  /**
   * @param due the holds that are due, as they were looked up
   * @param forfeit null where the clients get it back
   */
  public List<Posted> end(List<OpenHold> due, @Nullable Forfeit forfeit, boolean dryRun) {
    List<Posted> ended = new ArrayList<>();
    for (OpenHold hold : due) {
      try {
        ended.add(wallet.post(accounts -> request(hold, forfeit, accounts), dryRun));
      } catch (Failure.NotCovered e) {
        log.info("hold {} was ended by somebody else: {}", hold.id(), e.text());
      }
    }
    return ended;
  }

  private static Request request(
      OpenHold hold, @Nullable Forfeit forfeit, Function<String, Account> accounts) {
    // Another one after each entry: what was given back to a hold that had ended is due again.
    String key = KEY + hold.id() + ":" + hold.entries();
    if (forfeit == null) {
      return Request.of(Request.Kind.EXPIRE, key).hold(hold.id());
    }
    String artist = forfeit.artist();
    return Request.of(Request.Kind.RELEASE, key)
        .hold(hold.id())
        .to(artist == null ? null : accounts.apply(artist))
        .share(forfeit.share())
        .because("forfeited");
  }
}
