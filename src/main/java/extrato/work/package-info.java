/**
 * What the program does with months: it closes and verifies them, brings them back, shows how they
 * stand, and looks after an installation. Each room is the work of one group of commands; none of
 * them prints.
 *
 * <p>Start reading with {@link extrato.work.closing.Closing}.
 */
@NullMarked
package extrato.work;

import org.jspecify.annotations.NullMarked;
