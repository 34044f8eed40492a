package extrato.work.wallet;

import extrato.studio.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an account, as its owner reads it.
 *
 * @param transfer that it belongs to
 * @param reverses the transfer that this one takes back
 */
public record StatementLine(
    long version, Money amount, Money balance, Origin transfer, @Nullable Long reverses) {

  /** Where it comes from. */
  public record Origin(long id, String key, Request.Kind kind, Instant at, Posted.Told told) {}
}
