package extrato.work.wallet;

import extrato.studio.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money of a client that is held.
 *
 * @param session that it is held for
 * @param entries how many it has: more than before when something was taken from it or given back
 */
public record OpenHold(
    long id,
    Account client,
    @Nullable String name,
    Money balance,
    @Nullable Long session,
    Term term,
    long entries) {

  /**
   * How long it is held.
   *
   * @param until when it goes back, unless it was released before
   * @param isDue whether that is over
   */
  record Term(@Nullable Instant until, boolean isDue) {}

  public @Nullable Instant until() {
    return term.until();
  }

  public boolean isDue() {
    return term.isDue();
  }
}
