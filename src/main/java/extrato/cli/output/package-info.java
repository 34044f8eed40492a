/** Everything that is printed, for a person or as JSON. Knows nothing of commands and runs. */
@NullMarked
package extrato.cli.output;

import org.jspecify.annotations.NullMarked;
