package extrato.work.restoring;

import extrato.month.backup.Generation;
import extrato.month.selection.LeftOut;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param leaving the records that do not come back
 * @param file the backup to restore from; empty for the archive
 * @param words what the operator has explicitly allowed
 */
public record RestoreRequest(
    Month month,
    Optional<Generation> file,
    Set<ExplicitWord> words,
    boolean dryRun,
    Leaving leaving) {
  /** The records that stay in the archive, and the settings needed to keep them there. */
  public record Leaving(LeftOut records, Settings settings) {}

  public RestoreRequest {
    words = Set.copyOf(words);
  }

  String source() {
    return file.map(generation -> generation.csv().toString()).orElse("the archive");
  }
}
