package extrato.support.logging;

import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that is opened by name for each text, so that a new file begins when logrotate has moved
 * the old one away. Each text is a single write, so several processes may append to the file.
 */
final class AppendedFile {
  private static final String FILE_MODE = "rw-r-----";
  private static final String FOLDER_MODE = "rwxr-x---";

  private final Path path;
  private boolean torn;
  private boolean stalled;

  AppendedFile(Path path) {
    this.path = path;
  }

  void append(String text) throws IOException {
    if (stalled) {
      throw new IOException("the disk does not answer");
    }
    boolean afterPiece = torn;
    byte[] bytes = (afterPiece ? "\n" + text : text).getBytes(StandardCharsets.UTF_8);
    torn = true; // A full disk may take only part of it; the next text then begins a new line.
    try {
      write(bytes);
    } catch (NoSuchFileException e) {
      torn = afterPiece;
      throw e;
    } catch (Disk.Stalled e) {
      stalled = true; // Do not ask again, or each line would wait for the disk.
      throw e;
    }
    torn = false;
  }

  private void write(byte[] bytes) throws IOException {
    try {
      PlainFile.append(path, bytes, FILE_MODE);
    } catch (NoSuchFileException e) {
      Path folder = path.toAbsolutePath().getParent();
      if (folder == null || PlainFolder.isThere(folder)) {
        throw e;
      }
      PlainFolder.create(folder, FOLDER_MODE);
      PlainFile.append(path, bytes, FILE_MODE);
    }
  }
}
