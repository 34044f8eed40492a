package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.studio.Tabela;

/**
 * Reads the records of a backup file while it is proven: what was handed out is only true once all
 * of it was read.
 */
public final class ProvenFile {
  private ProvenFile() {}

  /** Takes one record. */
  public interface Records {
    void add(Tabela tabela, CsvRow row);
  }

  /**
   * Streams every record; throws at the end, or before, when the file is not what its manifest
   * says.
   */
  public static void stream(Generation generation, Manifest manifest, Records records) {
    FileProof.check(generation, manifest, records);
  }
}
