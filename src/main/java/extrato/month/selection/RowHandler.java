package extrato.month.selection;

import extrato.studio.Tabela;

/** Takes one record of the month as a backup's line, its line end included. */
public interface RowHandler {
  void row(Tabela tabela, Origin origin, byte[] bytes, int from, int to);

  /** The month has no more records of that table. */
  default void end(Tabela tabela) {}
}
