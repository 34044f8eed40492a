/**
 * One month of the books: which records belong to it, its backup file, its archive, and its
 * statement. The packages depend on each other from right to left: a statement is read from an
 * archive; archive and backup are made from a selection.
 *
 * <p>Start reading with {@link extrato.month.selection.MonthRows}, the records of a month as every
 * other package sees them.
 */
@NullMarked
package extrato.month;

import org.jspecify.annotations.NullMarked;
