package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.studio.Tabela;

/**
 * Reads the records of a backup file while proving it. The records that were passed on are proven
 * only when all of it has been read.
 */
public final class ProvenFile {
  private ProvenFile() {}

  public interface Records {
    void add(Tabela tabela, CsvRow row);
  }

  /**
   * Streams every record; throws, at the end at the latest, if the file is not what its manifest
   * says.
   */
  public static void stream(Generation generation, Manifest manifest, Records records) {
    FileProof.check(generation, manifest, records);
  }
}
