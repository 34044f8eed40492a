/**
 * What the program does with months: it closes, verifies and restores them, shows their state, and
 * looks after an installation. Each package is the work of one group of commands; none of them
 * prints.
 *
 * <p>Start reading with {@link extrato.work.closing.Closing}.
 */
@NullMarked
package extrato.work;

import org.jspecify.annotations.NullMarked;
