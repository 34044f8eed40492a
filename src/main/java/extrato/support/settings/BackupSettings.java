package extrato.support.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where backups are written.
 *
 * @param copies a second folder that gets every backup, or null
 * @param required whether no month is closed without one
 */
public record BackupSettings(Path folder, @Nullable Path copies, boolean required) {}
