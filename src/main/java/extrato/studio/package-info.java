/** The studio's own words: its tables, its months, its money. */
@NullMarked
package extrato.studio;

import org.jspecify.annotations.NullMarked;
