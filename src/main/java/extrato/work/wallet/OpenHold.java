package extrato.work.wallet;

import extrato.studio.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money of a client that is held.
 *
 * @param session that it is held for
 * @param until when it goes back, unless it was released before
 * @param isDue whether that is over
 */
public record OpenHold(
    long id,
    Account client,
    @Nullable String name,
    Money balance,
    @Nullable Long session,
    @Nullable Instant until,
    boolean isDue) {}
