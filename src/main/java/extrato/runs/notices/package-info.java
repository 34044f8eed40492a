/**
 * Sends notices of a run to people: by mail, webhook, issue, ping or a command of their own. None
 * of them may change what the run came to. Start with {@link extrato.runs.notices.Channels}.
 */
@NullMarked
package extrato.runs.notices;

import org.jspecify.annotations.NullMarked;
