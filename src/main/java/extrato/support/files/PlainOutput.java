package extrato.support.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a file in pieces, each of them waited for as for any answer of a disk. */
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
    // A copy: who is left behind must not write what the caller puts there later.
    ByteBuffer piece = ByteBuffer.allocate(length).put(bytes, from, length).flip();
    order(
        () -> {
          // What a full disk cuts short says why only when it is asked to write the rest.
          while (piece.hasRemaining()) {
            channel.write(piece);
          }
        });
  }

  /** Makes what was written durable. */
  public void force() throws IOException {
    order(() -> channel.force(true));
  }

  /** Appends the bytes of another file, which the kernel copies by itself. */
  public void copyAllOf(FileChannel source) throws IOException {
    order(
        () -> {
          long at = 0;
          for (long moved = 1; moved > 0; at += moved) {
            moved = source.transferTo(at, source.size() - at, channel);
          }
        });
  }

  /** Closing waits for who still writes: such a file is left to the end of the process. */
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
