/**
 * The commands: each parses its options and delegates. Start with {@link
 * extrato.cli.commands.ExtratoProgram}, which lists them.
 */
@NullMarked
package extrato.cli.commands;

import org.jspecify.annotations.NullMarked;
