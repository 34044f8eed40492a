/**
 * Data files into the books, all or nothing. The records are converted by the books' own grammar,
 * loaded into temporary tables beside whoever else is at work, and held against everything that may
 * be in their way; only then one statement inserts all of them. Begin reading with {@link
 * extrato.work.importing.Import}.
 */
@NullMarked
package extrato.work.importing;

import org.jspecify.annotations.NullMarked;
