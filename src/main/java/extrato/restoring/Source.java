package extrato.restoring;

import extrato.selection.CsvRow;
import extrato.selection.Layout;
import extrato.studio.Tabela;

/** Where the records of a month come back from. */
interface Source {
  /** Which columns the records have. */
  Layout layout();

  /** What to call it in a message. */
  String name();

  /** Streams every record of the month, table after table. */
  void stream(Records records);

  /** Takes one record. */
  interface Records {
    void add(Tabela tabela, CsvRow row);
  }
}
