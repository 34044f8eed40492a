/**
 * What all runs have in common: settings, database, record, notices, and how their end is reported.
 * Start with {@link extrato.cli.running.CommandRunner}.
 */
@NullMarked
package extrato.cli.running;

import org.jspecify.annotations.NullMarked;
