package extrato.support.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A writer of text that also takes bytes, as a PDF has them. */
public final class StreamWriter extends PrintWriter {
  private final OutputStream stream;

  public StreamWriter(OutputStream stream, boolean atOnce) {
    super(stream, atOnce, StandardCharsets.UTF_8);
    this.stream = stream;
  }

  /** Hands bytes to a writer: as they are, or, where it takes nothing but text, as that. */
  public static void bytes(PrintWriter to, Consumer<OutputStream> writing) {
    to.flush();
    if (to instanceof StreamWriter writer) {
      writer.bytes(writing);
    } else {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writing.accept(bytes);
      to.print(bytes.toString(StandardCharsets.UTF_8));
    }
  }

  private void bytes(Consumer<OutputStream> writing) {
    try {
      writing.accept(stream);
      stream.flush();
    } catch (UncheckedIOException | IOException e) {
      // The stream remembers what it did not take, and says so at its end.
      setError();
    }
  }
}
