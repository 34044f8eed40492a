/**
 * The one place that opens files which others may have put there. It opens only regular files,
 * follows no links where others may write, and never waits for ever for a disk that does not
 * answer.
 */
@NullMarked
package extrato.support.files;

import org.jspecify.annotations.NullMarked;
