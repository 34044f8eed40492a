package extrato.month.backup;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Another backup of the same month as a file, from the folders of this installation or from beside
 * the file.
 *
 * @param manifest null if it is not sound
 * @param newer whether it was written after the file
 * @param trouble why it does not count, or null
 */
public record Sibling(
    Generation generation, @Nullable Manifest manifest, boolean newer, @Nullable String trouble) {
  private static final String MANIFEST = ".manifest.json";
  private static final Pattern NUMBER = Pattern.compile("[0-9]{4}_[0-9]{2}_([0-9]{1,9})\\.csv");

  /** The newest one, which may hold the same records; empty if there is no other backup. */
  public static Optional<Sibling> newest(Generation file, Manifest own, Backups backups) {
    List<Generation> others = new ArrayList<>(backups.all(file.month()));
    others.addAll(beside(file));
    Sibling best = null;
    for (Generation other : others) {
      Sibling sibling = look(other, own);
      if (sibling != null && (best == null || sibling.isAfter(best))) {
        best = sibling;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether it holds exactly the same records. */
  public boolean isSameAs(Manifest other) {
    return manifest != null && manifest.file().sha256().equals(other.file().sha256());
  }

  private static @Nullable Sibling look(Generation generation, Manifest own) {
    try {
      Manifest manifest = generation.manifest();
      return new Sibling(generation, manifest, isAfter(manifest, own), null);
    } catch (Failure e) {
      boolean newer = number(generation) > own.generation();
      return newer ? new Sibling(generation, null, true, e.text()) : null;
    }
  }

  private boolean isAfter(Sibling other) {
    return (manifest == null || other.manifest == null)
        ? number() > other.number()
        : isAfter(manifest, other.manifest);
  }

  private int number() {
    return manifest == null ? number(generation) : manifest.generation();
  }

  /** Generations of one database are compared by number, those of different databases by date. */
  private static boolean isAfter(Manifest one, Manifest other) {
    return (one.database().id().equals(other.database().id())
            && one.generation() != other.generation())
        ? one.generation() > other.generation()
        : created(one).isAfter(created(other));
  }

  private static Instant created(Manifest manifest) {
    try {
      return Instant.parse(manifest.written().at());
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  private static int number(Generation generation) {
    Matcher number = NUMBER.matcher(generation.csv().getFileName().toString());
    return number.find() ? Integer.parseInt(number.group(1)) : 1;
  }

  private static List<Generation> beside(Generation file) {
    Path folder = Objects.requireNonNull(file.csv().toAbsolutePath().getParent());
    try {
      return PlainFolder.names(folder).stream()
          .filter(name -> name.endsWith(MANIFEST))
          .map(folder::resolve)
          .filter(PlainFile::isThere)
          .filter(path -> mayBeOf(path, file.month()))
          .map(path -> Generation.ofFile(path, file.month()))
          .filter(other -> !other.csv().equals(file.csv()))
          .toList();
    } catch (IOException e) {
      throw BackupFolder.trouble("the folder " + folder + " cannot be read", e);
    }
  }

  /** Skips manifests of other months; one that cannot be parsed may be this month's. */
  private static boolean mayBeOf(Path manifest, Month month) {
    try {
      return Manifest.parse(PlainFile.bytes(manifest)).isOf(month);
    } catch (Manifest.Unsound e) {
      return manifest.getFileName().toString().contains(month.underscored());
    } catch (IOException e) {
      throw Generation.unreadable(manifest, e);
    }
  }
}
