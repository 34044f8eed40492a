/** Sends notices of a run to people: by mail, webhook, issue, ping or a command of their own. */
@NullMarked
package extrato.runs.notices;

import org.jspecify.annotations.NullMarked;
