/** The command line: where the program starts, and what its signals do. */
@NullMarked
package extrato.cli;

import org.jspecify.annotations.NullMarked;
