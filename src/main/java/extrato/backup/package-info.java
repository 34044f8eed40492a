/** The backup files of a month: written, proven, compared. */
@NullMarked
package extrato.backup;

import org.jspecify.annotations.NullMarked;
