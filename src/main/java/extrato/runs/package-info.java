/** Every run on record. */
@NullMarked
package extrato.runs;

import org.jspecify.annotations.NullMarked;
