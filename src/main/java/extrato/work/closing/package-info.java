/**
 * The one transaction that closes a month: it archives, writes the statement and deletes, or does
 * nothing at all. Start with {@link extrato.work.closing.Closing}; the steps are in {@code
 * ClosingTransaction}.
 */
@NullMarked
package extrato.work.closing;

import org.jspecify.annotations.NullMarked;
