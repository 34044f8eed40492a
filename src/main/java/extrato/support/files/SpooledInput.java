package extrato.support.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input in a file of its own, for whoever has to read it twice; it goes when closed. */
public final class SpooledInput implements AutoCloseable {
  private final Path file;

  private SpooledInput(Path file) {
    this.file = file;
  }

  public static SpooledInput read() throws IOException {
    // Only its owner can read such a file.
    SpooledInput spooled = new SpooledInput(Files.createTempFile("extrato", ".stdin"));
    try (InputStream in = new FileInputStream(FileDescriptor.in);
        var out = Files.newOutputStream(spooled.file)) {
      in.transferTo(out);
      return spooled;
    } catch (IOException e) {
      spooled.close();
      throw e;
    }
  }

  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
