/**
 * The wallet: money that is held, by double entry. The server's functions (migration 7) do the
 * bookkeeping and refuse what does not add up; this asks them, tells what came of it, and writes
 * the books' records beside it. Start with {@link extrato.work.wallet.Wallet}.
 */
@NullMarked
package extrato.work.wallet;

import org.jspecify.annotations.NullMarked;
