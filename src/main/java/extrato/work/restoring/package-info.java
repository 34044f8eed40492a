/**
 * Puts a closed month back, and proves that this could be done. All of it happens in one
 * transaction, or nothing does. Start with {@link extrato.work.restoring.Restore}.
 */
@NullMarked
package extrato.work.restoring;

import org.jspecify.annotations.NullMarked;
