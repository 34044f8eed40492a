/**
 * Many studios: who they are, whose turn it is, and what became of each. Each has a run of its own;
 * one that fails or hangs stops no other. Start with {@link extrato.cli.fleet.Fleet}.
 */
@NullMarked
package extrato.cli.fleet;

import org.jspecify.annotations.NullMarked;
