package extrato.work.importing.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Reads what a packed file unpacks to, and stops where that is far larger than data ever are. */
final class GuardedInput extends CountedInput {
  private static final long HARMLESS = 16 << 20;
  private static final long MOST = 200;

  private final LongSupplier packed;
  private long unpacked;

  /**
   * @param packed how many packed bytes were read so far
   */
  GuardedInput(InputStream in, LongSupplier packed) {
    super(in);
    this.packed = packed;
  }

  @Override
  void count(int more) throws IOException {
    unpacked += more;
    if (unpacked > HARMLESS && unpacked / MOST > packed.getAsLong()) {
      throw new IOException("it unpacks to more than 200 times its size, as no data file does");
    }
  }
}
