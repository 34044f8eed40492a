/**
 * A month's backup files: how they are written, proven and compared. A file with its final name is
 * complete and never changes. Start with {@link extrato.month.backup.Backups}; a backup is a {@link
 * extrato.month.backup.Generation}.
 */
@NullMarked
package extrato.month.backup;

import org.jspecify.annotations.NullMarked;
