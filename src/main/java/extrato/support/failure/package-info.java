/**
 * What can go wrong, and the exit code of each. Start with {@link extrato.support.failure.Failure}.
 */
@NullMarked
package extrato.support.failure;

import org.jspecify.annotations.NullMarked;
