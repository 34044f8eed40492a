package extrato.support.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a file in pieces, and waits for each as {@link Disk} does. */
final class PlainInput extends InputStream {
  private final FileChannel channel;
  private boolean stalled;

  PlainInput(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
  }

  /** Reads into a buffer of its own, because an abandoned read may still fill it later. */
  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer piece = ByteBuffer.allocate(length);
    int read;
    try {
      read = Disk.waitFor(() -> channel.read(piece));
    } catch (Disk.Stalled e) {
      stalled = true;
      throw e;
    }
    if (read > 0) {
      System.arraycopy(piece.array(), 0, bytes, from, read);
    }
    return read;
  }

  /**
   * Closing would wait for the abandoned read, so such a file stays open until the process ends.
   */
  @Override
  public void close() throws IOException {
    if (!stalled) {
      Disk.order(channel::close);
    }
  }
}
