/**
 * What every run has in common: settings, database, record, notices, the way its end is told. Start
 * with {@link extrato.cli.running.CommandRunner}.
 */
@NullMarked
package extrato.cli.running;

import org.jspecify.annotations.NullMarked;
