/**
 * The one place that opens files which others may have put there: regular files alone, no links
 * where others may write, and nothing that a disk which does not answer could hold up for ever.
 */
@NullMarked
package extrato.support.files;

import org.jspecify.annotations.NullMarked;
