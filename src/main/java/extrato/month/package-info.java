/**
 * One month of the books: which records it is, its backup file, its archive, and its statement. The
 * rooms depend on each other from right to left: a statement is read from an archive, an archive
 * and a backup are made of a selection.
 *
 * <p>Start reading with {@link extrato.month.selection.MonthRows}, the records of a month as every
 * other room sees them.
 */
@NullMarked
package extrato.month;

import org.jspecify.annotations.NullMarked;
