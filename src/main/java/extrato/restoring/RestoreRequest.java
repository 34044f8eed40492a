package extrato.restoring;

import extrato.backup.Generation;
import extrato.studio.Month;
import java.util.Optional;

/**
 * What the operator asked for.
 *
 * @param file the backup to restore from; empty for the archive
 */
public record RestoreRequest(Month month, Optional<Generation> file, boolean dryRun) {
  String source() {
    return file.map(generation -> generation.csv().toString()).orElse("the archive");
  }
}
