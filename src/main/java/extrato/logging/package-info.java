/** The log files that operators search. */
@NullMarked
package extrato.logging;

import org.jspecify.annotations.NullMarked;
