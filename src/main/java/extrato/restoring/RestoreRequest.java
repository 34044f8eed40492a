package extrato.restoring;

import extrato.backup.Generation;
import extrato.selection.LeftOut;
import extrato.settings.Settings;
import extrato.studio.Month;
import java.util.Optional;

/**
 * What the operator asked for.
 *
 * @param leaving the records that do not come back
 * @param file the backup to restore from; empty for the archive
 */
public record RestoreRequest(
    Month month, Optional<Generation> file, boolean dryRun, Leaving leaving) {
  /** What is to stay in the archive, and what it takes to keep it there. */
  public record Leaving(LeftOut records, Settings settings) {}

  String source() {
    return file.map(generation -> generation.csv().toString()).orElse("the archive");
  }
}
