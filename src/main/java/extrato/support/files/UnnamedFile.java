package extrato.support.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file in the temporary folder whose name is gone at once: no killed process leaves it behind.
 */
public final class UnnamedFile {
  private UnnamedFile() {}

  /** Opens a new one, which only this user may read. */
  public static FileChannel open() throws IOException {
    Path named = Files.createTempFile("extrato", ".tmp");
    return FileChannel.open(
        named,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }
}
