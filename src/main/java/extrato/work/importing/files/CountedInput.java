package extrato.work.importing.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Says how much is read, so that whoever counts may stop the reading. */
abstract class CountedInput extends FilterInputStream {
  CountedInput(InputStream in) {
    super(in);
  }

  /**
   * @param bytes how many more were read
   */
  abstract void count(int bytes) throws IOException;

  @Override
  public int read() throws IOException {
    int one = super.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int some = super.read(bytes, from, length);
    count(Math.max(some, 0));
    return some;
  }
}
