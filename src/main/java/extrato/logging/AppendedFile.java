package extrato.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that is opened by its name for each text: after logrotate moved it away, the next text
 * begins a new one. Several processes may append to it, since each text is a single write.
 */
final class AppendedFile {
  private static final Set<PosixFilePermission> FILE_MODE =
      PosixFilePermissions.fromString("rw-r-----");
  private static final Set<PosixFilePermission> FOLDER_MODE =
      PosixFilePermissions.fromString("rwxr-x---");

  private final Path path;
  private boolean torn;

  AppendedFile(Path path) {
    this.path = path;
  }

  void append(String text) throws IOException {
    try (OutputStream stream = open()) {
      boolean afterPiece = torn;
      torn = true; // A full disk may take a piece of the text; the next one gets a line of its own.
      stream.write((afterPiece ? "\n" + text : text).getBytes(StandardCharsets.UTF_8));
      torn = false;
    }
  }

  /**
   * Not through a channel: the interrupt that tells of a signal would close it, and just then the
   * log matters.
   */
  private OutputStream open() throws IOException {
    while (true) {
      try {
        return Files.newOutputStream(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      } catch (NoSuchFileException e) {
        create();
      }
    }
  }

  // The modes are set again once the things are there, because a umask may have taken bits away.
  private void create() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
      Files.setPosixFilePermissions(folder, FOLDER_MODE);
    }
    try {
      Files.createFile(path, PosixFilePermissions.asFileAttribute(FILE_MODE));
      Files.setPosixFilePermissions(path, FILE_MODE);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(path)) {
        throw e; // A link that leads nowhere; else another process was faster, which is fine.
      }
    }
  }
}
