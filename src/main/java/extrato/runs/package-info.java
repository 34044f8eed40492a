/** The record of every run. */
@NullMarked
package extrato.runs;

import org.jspecify.annotations.NullMarked;
