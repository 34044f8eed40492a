package extrato.month.backup;

import extrato.month.selection.Layout;
import extrato.month.selection.RecordOrigin;
import extrato.month.selection.RowHandler;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/**
 * A backup file that is being compared, line by line, with the month's records. Its SHA-256 is
 * computed over the same bytes.
 */
public final class OpenBackup implements RowHandler, Closeable {
  private final Generation generation;
  private final Manifest manifest;
  private final LineReader reader;
  private final Comparison comparison;

  private OpenBackup(
      Generation generation, Manifest manifest, LineReader reader, Comparison comparison) {
    this.generation = generation;
    this.manifest = manifest;
    this.reader = reader;
    this.comparison = comparison;
  }

  /**
   * @param lateIsFine whether the month is closed, so that a live record is late rather than a
   *     difference
   */
  public static OpenBackup of(
      Generation generation, Manifest manifest, Layout database, boolean lateIsFine) {
    try {
      return of(generation, manifest, new LineReader(generation.csv()), database, lateIsFine);
    } catch (IOException e) {
      throw Generation.unreadable(generation.csv(), e);
    }
  }

  static OpenBackup of(
      Generation generation,
      Manifest manifest,
      LineReader reader,
      Layout database,
      boolean lateIsFine)
      throws IOException {
    try {
      FileProof.checkHeader(reader, generation, manifest.layout());
    } catch (IOException | Failure e) {
      reader.close();
      throw e;
    }
    return new OpenBackup(
        generation,
        manifest,
        reader,
        new Comparison(reader, manifest.layout(), database, lateIsFine));
  }

  @Override
  public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
    try {
      comparison.row(tabela, origin, bytes, from, to);
    } catch (UncheckedIOException e) {
      throw Generation.unreadable(generation.csv(), Objects.requireNonNull(e.getCause()));
    }
  }

  /** Compares the rest of the file, and its SHA-256 with the manifest's. */
  public Differences finish() {
    try {
      comparison.finish();
      if (!reader.finish().equals(manifest.file().sha256())) {
        throw generation.damaged(generation.csv(), "its SHA-256 is not the one in its manifest");
      }
      return comparison.differences();
    } catch (IOException e) {
      throw Generation.unreadable(generation.csv(), e);
    }
  }

  public Manifest manifest() {
    return manifest;
  }

  /** How many live records of a closed month each table has. */
  public Map<Tabela, Long> late() {
    return comparison.late();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw Generation.unreadable(generation.csv(), e);
    }
  }
}
