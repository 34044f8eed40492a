package extrato.documents;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.ReplacedFile;
import extrato.support.settings.StatementFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/** What can be written as files for people. */
public interface Document {
  /** Others of the folder's group may read them, as logs; they hold names and amounts. */
  String READABLE = "rw-r-----";

  /** Writes it; the stream stays open. */
  void write(StatementFormat format, OutputStream out);

  /** Writes it into a file, which is there whole or as it was before; returns its size. */
  default long write(StatementFormat format, Path file) {
    try {
      return ReplacedFile.write(file, READABLE, out -> write(format, out));
    } catch (UncheckedIOException e) {
      throw trouble(file, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  static Failure trouble(Path file, IOException e) {
    return new Failure.FileTrouble(
        file + " could not be written: " + Reason.of(e),
        "check its folder, or name another file",
        e);
  }
}
