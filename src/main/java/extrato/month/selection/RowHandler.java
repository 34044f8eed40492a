package extrato.month.selection;

import extrato.studio.Tabela;

/** Takes one record of the month as a backup's line, including the line end. */
public interface RowHandler {
  void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to);

  /** Says that the month has no more records of that table. */
  default void end(Tabela tabela) {}
}
