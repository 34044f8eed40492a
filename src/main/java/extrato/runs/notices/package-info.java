/** Tells people of a run: by mail, webhook, issue, ping or a command of theirs. */
@NullMarked
package extrato.runs.notices;

import org.jspecify.annotations.NullMarked;
