/** The command line: parses, delegates, prints. */
@NullMarked
package extrato.cli;

import org.jspecify.annotations.NullMarked;
