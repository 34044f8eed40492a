package extrato.month.backup;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup as it lies on the shelf: judged by its manifest and its length, without reading it
 * through.
 *
 * @param bytes −1 when the file is not there
 * @param manifest null when it cannot be believed
 * @param isGeneration whether there is a manifest at all; other files of this name are not ours
 * @param problem why it does not count, or null
 */
public record ShelvedBackup(
    int number,
    Path csv,
    long bytes,
    @Nullable Manifest manifest,
    boolean isGeneration,
    @Nullable String problem) {

  public boolean isSound() {
    return problem == null;
  }

  /** The manifest of a sound one. */
  public Manifest soundManifest() {
    return Objects.requireNonNull(manifest);
  }
}
