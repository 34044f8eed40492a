/**
 * What knows nothing of months and books: settings, logs, JSON, files that are opened with care,
 * and what can go wrong. These rooms use each other at most, and nothing above them.
 *
 * <p>Start reading with {@link extrato.support.failure.Failure}: every message that an operator
 * sees when something goes wrong, with its exit code.
 */
@NullMarked
package extrato.support;

import org.jspecify.annotations.NullMarked;
