/**
 * Everything that is printed, for people or as JSON. It knows nothing of commands. Start with
 * {@link extrato.cli.output.Result}, which is what a command hands over.
 */
@NullMarked
package extrato.cli.output;

import org.jspecify.annotations.NullMarked;
