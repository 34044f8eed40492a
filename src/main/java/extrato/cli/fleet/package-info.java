/** Many studios: who they are, whose turn it is, and what became of each. */
@NullMarked
package extrato.cli.fleet;

import org.jspecify.annotations.NullMarked;
