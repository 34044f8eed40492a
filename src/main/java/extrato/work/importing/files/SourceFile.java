package extrato.work.importing.files;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A file to import.
 *
 * @param content may be opened again when it was closed
 * @param shown its name in messages
 * @param table empty where each of its records says its own, as in a backup
 */
public record SourceFile(Content content, String shown, Optional<ImportTable> table) {
  private static final int BUFFER = 1 << 16;
  private static final int BOM = 0xEFBBBF;
  private static final String UNCHANGED = "import it when nobody writes to it any more";

  /** What is in it, from the beginning each time. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  public SourceFile(Path path, String shown, Optional<ImportTable> table) {
    this(() -> UnchangedInput.of(path), shown, table);
  }

  /** The table that a file is called after, as in {@code pagamentos.csv.gz}. */
  public static Optional<ImportTable> tableOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ImportTable.named(name.replaceFirst("\\.(csv|json|ndjson|jsonl)(\\.gz)?$", ""));
  }

  /** The file while it is read. */
  final class Opened implements AutoCloseable {
    private final MessageDigest digest = sha256();
    private final InputStream unpacked;
    private final RecordReader reader;

    private Opened() throws IOException, Unreadable {
      Counted raw = new Counted(content.open());
      try {
        InputStream plain = unpacked(new BufferedInputStream(raw, BUFFER), raw);
        unpacked = new DigestInputStream(plain, digest);
        reader = readerOf(new BufferedInputStream(unpacked, BUFFER));
      } catch (IOException | Unreadable | RuntimeException e) {
        raw.close();
        throw e;
      }
    }

    RecordReader reader() {
      return reader;
    }

    /** The digest of all that is in the file, unpacked; it is read to its end for that. */
    String digest() throws IOException {
      byte[] rest = new byte[BUFFER];
      while (unpacked.read(rest) >= 0) {
        // Only its digest is wanted.
      }
      return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  Opened open() throws IOException, Unreadable {
    return new Opened();
  }

  Failure trouble(IOException e) {
    return e instanceof UnchangedInput.Grown
        ? new Failure.FileTrouble(
            shown + " grows while it is read; nothing was changed", UNCHANGED, null)
        : unreadable(e);
  }

  /** Says that two passes did not see the same. */
  Failure changed() {
    return new Failure.FileTrouble(
        shown + " changed while it was read; nothing was changed", UNCHANGED, null);
  }

  private Failure unreadable(IOException e) {
    return new Failure.FileTrouble(
        shown + " cannot be read: " + Reason.of(e) + "; nothing was changed",
        "check its name, its rights and whether it is whole",
        e);
  }

  private static InputStream unpacked(BufferedInputStream in, Counted raw) throws IOException {
    in.mark(2);
    boolean packed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return packed ? new GuardedInput(new Unpacked(in), () -> raw.count) : in;
  }

  private static RecordReader readerOf(InputStream in) throws IOException, Unreadable {
    in.mark(BUFFER);
    byte[] first = in.readNBytes(4);
    in.reset();
    if (first.length >= 2) {
      int mark = (first[0] & 0xff) << 8 | (first[1] & 0xff);
      if (mark == 0xfeff || mark == 0xfffe || first[0] == 0 || first[1] == 0) {
        throw Unreadable.rest(1, "it is UTF-16 or not text: save it as UTF-8");
      }
      if (first[0] == 'P' && first[1] == 'K') {
        throw Unreadable.rest(1, "it is a spreadsheet or a zip: save the sheet as CSV, in UTF-8");
      }
    }
    if (first.length >= 3
        && ((first[0] & 0xff) << 16 | (first[1] & 0xff) << 8 | (first[2] & 0xff)) == BOM) {
      in.skipNBytes(3);
    }
    in.mark(BUFFER);
    int letter = in.read();
    for (int i = 0; i < BUFFER - 2 && Character.isWhitespace(letter); i++) {
      letter = in.read();
    }
    in.reset();
    return switch (letter) {
      case '[' -> new JsonArrayReader(in);
      case '{' -> new NdjsonReader(in);
      default -> new CsvReader(in);
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Knows how much was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int some = super.read(bytes, from, length);
      count += Math.max(some, 0);
      return some;
    }
  }
}
