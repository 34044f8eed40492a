/** The archive and the statement that a closing leaves in the database. */
@NullMarked
package extrato.archive;

import org.jspecify.annotations.NullMarked;
