/**
 * The archive and the statement that a closing leaves in the database. Start with {@link
 * extrato.month.archive.Archiver} and {@link extrato.month.archive.Statement}; whether a month is
 * closed, only {@link extrato.month.archive.MonthState} decides.
 */
@NullMarked
package extrato.month.archive;

import org.jspecify.annotations.NullMarked;
