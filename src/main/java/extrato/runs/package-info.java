/**
 * The record of every run. Start with {@link extrato.runs.Run}, and with {@link
 * extrato.runs.RunCommand}, which says what is true of each command's runs.
 */
@NullMarked
package extrato.runs;

import org.jspecify.annotations.NullMarked;
