package extrato.work.wallet;

import extrato.studio.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a release is in the studio's books.
 *
 * @param session null where it is not live any more
 */
record BookEntry(
    long client, long artist, @Nullable Long session, String form, Money payment, Share share) {

  /** The artist's part of it; none where that is 0. */
  record Share(BigDecimal percent, Money commission) {}
}
