package extrato.support.files;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Standard input, line by line. */
public final class StandardInput {
  private final BufferedReader reader;

  private StandardInput(BufferedReader reader) {
    this.reader = reader;
  }

  public static StandardInput create() {
    return new StandardInput(
        new BufferedReader(
            new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)));
  }

  /** Null at its end, and where it cannot be read. */
  public @Nullable String line() {
    try {
      return reader.readLine();
    } catch (IOException e) {
      return null;
    }
  }
}
