/** Everything that is printed, for people or as JSON. It knows nothing of commands and runs. */
@NullMarked
package extrato.cli.output;

import org.jspecify.annotations.NullMarked;
