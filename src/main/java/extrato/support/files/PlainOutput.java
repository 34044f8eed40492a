package extrato.support.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a file in pieces, and waits for each as {@link Disk} does. */
public final class PlainOutput extends OutputStream {
  private final FileChannel channel;
  private boolean stalled;

  PlainOutput(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    // A copy, because an abandoned write must not write what the caller puts there later.
    ByteBuffer piece = ByteBuffer.allocate(length).put(bytes, from, length).flip();
    order(
        () -> {
          // A full disk takes part of the bytes, and reports its error only at the next write.
          while (piece.hasRemaining()) {
            channel.write(piece);
          }
        });
  }

  /** Flushes what was written to the disk. */
  public void force() throws IOException {
    order(() -> channel.force(true));
  }

  /** Appends all bytes of another file; the kernel copies them. */
  public void copyAllOf(FileChannel source) throws IOException {
    order(
        () -> {
          long at = 0;
          for (long moved = 1; moved > 0; at += moved) {
            moved = source.transferTo(at, source.size() - at, channel);
          }
        });
  }

  /**
   * Closing would wait for the abandoned write, so such a file stays open until the process ends.
   */
  @Override
  public void close() throws IOException {
    if (!stalled) {
      Disk.order(channel::close);
    }
  }

  private void order(Disk.Order order) throws IOException {
    try {
      Disk.order(order);
    } catch (Disk.Stalled e) {
      stalled = true;
      throw e;
    }
  }
}
