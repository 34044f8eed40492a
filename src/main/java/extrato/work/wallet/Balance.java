package extrato.work.wallet;

import extrato.studio.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an account has.
 *
 * @param name of the client or artist; null where there is none
 */
public record Balance(Account account, Money balance, @Nullable String name) {}
