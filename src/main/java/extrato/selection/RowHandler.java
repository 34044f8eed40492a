package extrato.selection;

import extrato.studio.Tabela;

/** Takes one record of the month as a backup's line, its line end included. */
public interface RowHandler {
  void row(Tabela tabela, Origin origin, byte[] bytes, int from, int to);
}
