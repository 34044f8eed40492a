package extrato.support.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A file that is at any moment whole: it is written aside, and takes the place of the old one. */
public final class ReplacedFile {
  private static final int BUFFER = 1 << 16;

  private ReplacedFile() {}

  /**
   * @param writing what is in it; the stream is closed for it
   * @return how many bytes it has
   */
  public static long write(Path file, String mode, Consumer<OutputStream> writing)
      throws IOException {
    Path target = target(file);
    // Under a name that nobody can foresee: what lay there already could be a link to anything.
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    Path aside =
        target.resolveSibling(
            "." + target.getFileName() + "." + HexFormat.of().formatHex(random) + ".tmp");
    try {
      try (PlainOutput out = PlainFile.create(aside, mode);
          OutputStream buffer = new BufferedOutputStream(out, BUFFER)) {
        writing.accept(buffer);
        buffer.flush();
        out.force();
      }
      long size = PlainFile.size(aside);
      Disk.order(
          () ->
              Files.move(
                  aside,
                  target,
                  StandardCopyOption.ATOMIC_MOVE,
                  StandardCopyOption.REPLACE_EXISTING));
      return size;
    } catch (IOException | RuntimeException e) {
      Disk.order(() -> Files.deleteIfExists(aside));
      throw e;
    }
  }

  /** Where a link leads; nothing that is there may be anything but a file. */
  private static Path target(Path file) throws IOException {
    Path target = PlainFile.followed(file);
    if (PlainFile.isAnything(target) && !PlainFile.isThere(target)) {
      throw new NotPlain(file, "it is no file");
    }
    return target;
  }

  /** Takes a file away, if it is there. */
  public static void remove(Path file) throws IOException {
    if (PlainFile.isThere(file)) {
      Disk.order(() -> Files.delete(file));
    }
  }
}
