/** The packaged program from the outside: processes, exit codes, signals, cron, logs. */
@NullMarked
package extrato.e2e;

import org.jspecify.annotations.NullMarked;
