/** The backup files of a month: written, proven, compared. */
@NullMarked
package extrato.month.backup;

import org.jspecify.annotations.NullMarked;
