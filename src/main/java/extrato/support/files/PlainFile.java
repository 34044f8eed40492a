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
 * A regular file. What is none is not even opened: a pipe without a writer would wait for one for
 * ever. What a person named may be a link; anything else only where nobody else could have put it.
 */
public final class PlainFile {
  private static final int LONGEST_CHAIN_OF_LINKS = 40;

  /** Far more than any manifest, and less than the memory. */
  private static final int LONGEST_TEXT = 8 << 20;

  private static final Set<PosixFilePermission> OTHERS_WRITE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** What people name where a file is asked for and there shall be none. */
  private static final Path NOTHING = Path.of("/dev/null");

  private PlainFile() {}

  /** Whether there is one that may be opened. */
  public static boolean isThere(Path file) {
    try {
      Disk.waitFor(() -> checked(file));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is anything of that name, a link that leads nowhere included. */
  public static boolean isAnything(Path file) {
    return Disk.waitUnchecked(() -> Files.exists(file, LinkOption.NOFOLLOW_LINKS));
  }

  public static long size(Path file) throws IOException {
    return Disk.waitFor(() -> Files.size(checked(file)));
  }

  /** What has the same is the same file, under whatever names; by its disk and its number there. */
  public static Object identity(Path file) throws IOException {
    return Disk.waitFor(
        () -> {
          Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
          return key == null ? file.toRealPath() : key;
        });
  }

  /** All of a short file. */
  public static byte[] bytes(Path file) throws IOException {
    return Disk.waitFor(() -> bytesOf(file, checked(file)));
  }

  /** The text of a file that a person named, who may have a reason for a link. */
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
        throw new NotPlain(named, "it is far too long for what it should be");
      }
      return bytes;
    }
  }

  /** Opened to be read from its beginning to its end. */
  public static InputStream reading(Path file) throws IOException {
    return new PlainInput(openedForReading(file));
  }

  /** Opened to be read at any place. */
  public static FileChannel openedForReading(Path file) throws IOException {
    return Disk.waitFor(() -> FileChannel.open(checked(file), StandardOpenOption.READ));
  }

  /** Makes a file that was not there, with just these rights whatever the umask. */
  public static PlainOutput create(Path file, String mode) throws IOException {
    return Disk.waitFor(() -> new PlainOutput(created(file, mode)));
  }

  /**
   * The same for a file that a person named. Root's the launcher has made already: the program's
   * own user may have no right to that folder.
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

  /** Writes behind the end of the file, all in one piece; makes it where it is not there. */
  public static void append(Path file, byte[] bytes, String mode) throws IOException {
    Disk.order(
        () -> {
          try (FileChannel channel = appending(file, mode)) {
            channel.write(ByteBuffer.wrap(bytes));
          }
        });
  }

  /** A file to hold a lock on, which stays empty. */
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
          } // Else another process was faster, which is fine.
        }
      }
    }
  }

  /** A umask may have taken away what the owner needs. */
  static void giveRights(Path made, Set<PosixFilePermission> rights) throws IOException {
    try {
      if (!Files.getPosixFilePermissions(made, LinkOption.NOFOLLOW_LINKS).equals(rights)) {
        Files.setPosixFilePermissions(made, rights);
      }
    } catch (UnsupportedOperationException e) {
      return; // No such rights on this file system.
    }
  }

  /** The regular file that is meant; fails where there is none that may be opened. */
  private static Path checked(Path file) throws IOException {
    Path target = followed(file);
    checkKind(
        file, Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    return target;
  }

  /** What is at the end of any links; step by step, since each link may lie in another folder. */
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
      return false; // No such rights on this file system.
    }
  }

  private static void checkKind(Path file, BasicFileAttributes attributes) throws NotPlain {
    if (!attributes.isRegularFile()) {
      throw new NotPlain(
          file,
          attributes.isDirectory() ? "it is a folder" : "it is no file but a pipe or a device");
    }
  }
}
