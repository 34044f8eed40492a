/** The archive and the statement that a closing leaves in the database. */
@NullMarked
package extrato.month.archive;

import org.jspecify.annotations.NullMarked;
