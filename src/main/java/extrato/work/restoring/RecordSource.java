package extrato.work.restoring;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Tabela;
import java.util.Optional;

/** Where the records of a month come back from. */
interface RecordSource {
  /** Which columns the records have. */
  Layout layout();

  /** What to call it in a message. */
  String name();

  /** The SHA-256 of the backup that these records make, where one is on record. */
  Optional<String> digest();

  /**
   * Streams every record of the month, table after table; throws at the end, or before, when they
   * are not what was proven when the source was written.
   */
  void stream(Records records);

  /** Takes one record. */
  interface Records {
    void add(Tabela tabela, CsvRow row);
  }
}
