package extrato.work.restoring;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Tabela;
import java.util.Optional;

/** Where the records of a month come back from. */
interface RecordSource {
  Layout layout();

  /** The name of the source in messages. */
  String name();

  /** The SHA-256 of the backup that these records make, if one is on record. */
  Optional<String> digest();

  /**
   * Streams every record of the month, table by table. Throws, at the end at the latest, if they
   * are not what was proven when the source was written.
   */
  void stream(Records records);

  interface Records {
    void add(Tabela tabela, CsvRow row);
  }
}
