package extrato.support.files;

import extrato.support.failure.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error. Writers forget why a stream did not take what they wrote; this
 * one remembers, and takes nothing more, so that what did arrive has no gap.
 */
public final class StandardStream extends OutputStream {
  private static final int KIND = 0xF000;
  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;

  private final FileOutputStream stream;
  private final Path device;
  private final PrintWriter writer;
  private @Nullable IOException refusal;

  private StandardStream(FileDescriptor descriptor, Path device, boolean atOnce) {
    this.stream = new FileOutputStream(descriptor);
    this.device = device;
    this.writer = new StreamWriter(this, atOnce);
  }

  public static StandardStream output() {
    return new StandardStream(FileDescriptor.out, Path.of("/dev/stdout"), false);
  }

  public static StandardStream error() {
    return new StandardStream(FileDescriptor.err, Path.of("/dev/stderr"), true);
  }

  public PrintWriter writer() {
    return writer;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    try {
      stream.write(bytes, from, length);
    } catch (IOException e) {
      refusal = e;
      throw e;
    }
  }

  /** Whether everything was written, or what the process ends with because it was not. */
  public ExitCode end() {
    writer.flush();
    if (refusal == null) {
      return ExitCode.DONE;
    }
    return hasReader() ? ExitCode.UNREAD : ExitCode.FILE_TROUBLE;
  }

  /** What the system said when it took no more. */
  public String reason() {
    return refusal == null ? "" : String.valueOf(refusal.getMessage());
  }

  /** A reader may have seen enough, as {@code head} has; nobody else refuses without trouble. */
  private boolean hasReader() {
    try {
      int kind = (int) Files.getAttribute(device, "unix:mode") & KIND;
      return kind == PIPE || kind == SOCKET;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
