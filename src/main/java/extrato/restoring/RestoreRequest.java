package extrato.restoring;

import extrato.backup.Generation;
import extrato.studio.Month;
import java.util.Optional;
import java.util.Set;

/**
 * What the operator asked for.
 *
 * @param file the backup to restore from; empty for the archive
 * @param words what the operator said in so many words
 */
public record RestoreRequest(
    Month month, Optional<Generation> file, Set<ExplicitWord> words, boolean dryRun) {
  public RestoreRequest {
    words = Set.copyOf(words);
  }

  String source() {
    return file.map(generation -> generation.csv().toString()).orElse("the archive");
  }
}
