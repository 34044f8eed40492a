package extrato.support.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A regular file. Nothing else is even opened: opening a pipe that has no writer would block for
 * ever. A file that a person named may be a link. Any other may be a link only where nobody else
 * could have put it.
 */
public final class PlainFile {
  private static final int LONGEST_CHAIN_OF_LINKS = 40;

  /** Far more than any manifest needs, and little enough to fit into memory. */
  private static final int LONGEST_TEXT = 8 << 20;

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** What people name to say that there is no file. */
  private static final Path NOTHING = Path.of("/dev/null");

  private PlainFile() {}

  /** Whether there is a regular file that may be opened. */
  public static boolean isThere(Path file) {
    try {
      Disk.waitFor(() -> checked(file));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the name exists, even as a link that leads nowhere. */
  public static boolean isAnything(Path file) {
    return Disk.waitUnchecked(() -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether the name, even of a link, leads to a pipe or a device. */
  public static boolean isPipeOrDevice(Path file) {
    try {
      return Disk.waitFor(() -> Files.readAttributes(file, BasicFileAttributes.class).isOther());
    } catch (IOException e) {
      return false;
    }
  }

  public static long size(Path file) throws IOException {
    return Disk.waitFor(() -> Files.size(checked(file)));
  }

  /** Identifies the file on its disk: equal for two names of the same file. */
  public static Object identity(Path file) throws IOException {
    return Disk.waitFor(
        () -> {
          Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
          return key == null ? file.toRealPath() : key;
        });
  }

  /** The whole content of a short file. */
  public static byte[] bytes(Path file) throws IOException {
    return Disk.waitFor(() -> bytesOf(file, checked(file)));
  }

  /** The text of a file that a person named, and that may therefore be a link. */
  public static String namedText(Path file) throws IOException {
    if (file.equals(NOTHING)) {
      return "";
    }
    return decoded(Disk.waitFor(() -> bytesOf(file, file)));
  }

  public static String text(Path file) throws IOException {
    return decoded(bytes(file));
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static byte[] bytesOf(Path named, Path file) throws IOException {
    checkKind(named, Files.readAttributes(file, BasicFileAttributes.class));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_TEXT + 1);
      if (bytes.length > LONGEST_TEXT) {
        throw new NotPlain(named, "it is far too long for such a file");
      }
      return bytes;
    }
  }

  /** Opens the file to be read from beginning to end. */
  public static InputStream reading(Path file) throws IOException {
    return new PlainInput(openedForReading(file));
  }

  /** Opens the file to be read at any position. */
  public static FileChannel openedForReading(Path file) throws IOException {
    return Disk.waitFor(() -> FileChannel.open(checked(file), StandardOpenOption.READ));
  }

  /** Creates a new file with exactly these rights, whatever the umask. */
  public static PlainOutput create(Path file, String mode) throws IOException {
    return Disk.waitFor(() -> new PlainOutput(created(file, mode)));
  }

  /**
   * Like {@link #create}, for a file that a person named. When root runs the program, the launcher
   * has already created it, because the program's own user may have no right to that folder.
   */
  public static PlainOutput createNamed(Path file, String mode) throws IOException {
    String opened = System.getProperty("extrato.opened");
    return opened == null
        ? create(file, mode)
        : Disk.waitFor(
            () -> new PlainOutput(FileChannel.open(Path.of(opened), StandardOpenOption.WRITE)));
  }

  private static FileChannel created(Path file, String mode) throws IOException {
    Set<PosixFilePermission> rights = PosixFilePermissions.fromString(mode);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(rights));
    try {
      giveRights(file, rights);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  /** Appends the bytes in a single write, and creates the file if it is missing. */
  public static void append(Path file, byte[] bytes, String mode) throws IOException {
    Disk.order(
        () -> {
          try (FileChannel channel = appending(file, mode)) {
            channel.write(ByteBuffer.wrap(bytes));
          }
        });
  }

  /** Opens a file that stays empty and serves as a lock. */
  public static FileChannel lockFile(Path file, String mode) throws IOException {
    return Disk.waitFor(() -> appending(file, mode));
  }

  private static FileChannel appending(Path file, String mode) throws IOException {
    while (true) {
      try {
        Set<OpenOption> how =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(checked(file), how);
      } catch (NoSuchFileException e) {
        if (Files.isSymbolicLink(file)) {
          throw new NotPlain(file, "it is a link that leads nowhere");
        }
        try {
          created(file, mode).close();
        } catch (FileAlreadyExistsException another) {
          if (Files.isSymbolicLink(file)) {
            throw another;
          } // Otherwise another process was faster, which is fine.
        }
      }
    }
  }

  /** The umask may have taken away rights that the owner needs. */
  static void giveRights(Path made, Set<PosixFilePermission> rights) throws IOException {
    try {
      if (!Files.getPosixFilePermissions(made, LinkOption.NOFOLLOW_LINKS).equals(rights)) {
        Files.setPosixFilePermissions(made, rights);
      }
    } catch (UnsupportedOperationException e) {
      return; // This file system has no such rights.
    }
  }

  /** The regular file behind the name; fails if there is none that may be opened. */
  private static Path checked(Path file) throws IOException {
    Path target = followed(file);
    checkKind(
        file, Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    return target;
  }

  /** Follows links to their end, one at a time, because each may be in another folder. */
  static Path followed(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int i = 0; i < LONGEST_CHAIN_OF_LINKS; i++) {
      if (!Files.isSymbolicLink(at)) {
        return at;
      }
      Path folder = at.getParent();
      if (folder == null || othersWrite(folder)) {
        throw new NotPlain(file, "it is a link, in a folder that others may write to");
      }
      at = folder.resolve(Files.readSymbolicLink(at));
    }
    throw new NotPlain(file, "its links lead in a circle");
  }

  private static boolean othersWrite(Path folder) throws IOException {
    try {
      return Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS_WRITE::contains);
    } catch (UnsupportedOperationException e) {
      return false; // This file system has no such rights.
    }
  }

  private static void checkKind(Path file, BasicFileAttributes attributes) throws NotPlain {
    if (!attributes.isRegularFile()) {
      throw new NotPlain(
          file,
          attributes.isDirectory() ? "it is a folder" : "it is not a file but a pipe or a device");
    }
  }
}
