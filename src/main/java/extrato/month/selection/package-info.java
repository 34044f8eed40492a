/** The one rule that says which records are a month, and the stream of those records. */
@NullMarked
package extrato.month.selection;

import org.jspecify.annotations.NullMarked;
