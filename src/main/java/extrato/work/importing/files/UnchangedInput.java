package extrato.work.importing.files;

import extrato.support.files.PlainFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** A file that somebody may write to: reading it would not end, or end in half a record. */
final class UnchangedInput extends CountedInput {
  private long left;

  /** There is more in the file than when it was opened. */
  static final class Grown extends IOException {
    private static final long serialVersionUID = 1;

    Grown() {
      super("it grows while it is read");
    }
  }

  private UnchangedInput(InputStream in, long size) {
    super(in);
    this.left = size;
  }

  static InputStream of(Path file) throws IOException {
    long size = PlainFile.size(file);
    return new UnchangedInput(PlainFile.reading(file), size);
  }

  @Override
  void count(int bytes) throws Grown {
    left -= bytes;
    if (left < 0) {
      throw new Grown();
    }
  }
}
