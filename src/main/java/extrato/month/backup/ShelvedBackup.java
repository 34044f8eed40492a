package extrato.month.backup;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A backup in a folder, judged by its manifest and its length, without reading the whole file.
 *
 * @param bytes −1 if the file does not exist
 * @param manifest null if it cannot be trusted
 * @param isGeneration whether there is a manifest at all; other files of this name are not ours
 * @param problem why the backup does not count, or null
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

  /** The manifest of a sound backup. */
  public Manifest soundManifest() {
    return Objects.requireNonNull(manifest);
  }
}
