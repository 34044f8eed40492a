/** The log files that operators search. */
@NullMarked
package extrato.support.logging;

import org.jspecify.annotations.NullMarked;
