/**
 * Everything that knows nothing of months and books: settings, logs, JSON, files that are opened
 * with care, and what can go wrong. These packages may use each other, but nothing above them.
 *
 * <p>Start reading with {@link extrato.support.failure.Failure}: it has every message that an
 * operator sees when something goes wrong, with its exit code.
 */
@NullMarked
package extrato.support;

import org.jspecify.annotations.NullMarked;
