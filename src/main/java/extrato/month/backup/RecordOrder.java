package extrato.month.backup;

import extrato.studio.Tabela;
import org.jspecify.annotations.Nullable;

/**
 * Checks that records come in the order of a backup: table by table, each by id, without
 * repetition.
 */
public final class RecordOrder {
  private @Nullable Tabela lastTable;
  private long lastId;

  /** Whether this record may follow the ones before it. */
  public boolean takes(Tabela tabela, long id) {
    int order = lastTable == null ? 1 : tabela.compareTo(lastTable);
    boolean fits = order > 0 || (order == 0 && id > lastId);
    lastTable = tabela;
    lastId = id;
    return fits;
  }
}
