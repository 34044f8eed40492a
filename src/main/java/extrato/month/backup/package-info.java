/** A month's backup files: how they are written, proven and compared. */
@NullMarked
package extrato.month.backup;

import org.jspecify.annotations.NullMarked;
