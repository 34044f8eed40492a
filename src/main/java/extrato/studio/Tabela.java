package extrato.studio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The four tables of the studio's books, in the order in which a backup lists them. */
public enum Tabela {
  PAGAMENTOS("pagamentos", "pagamento"),
  SESSOES("sessoes", "sessao"),
  COMISSOES("comissoes", "comissao"),
  GASTOS("gastos", "gasto");

  private final String table;
  private final String type;

  Tabela(String table, String type) {
    this.table = table;
    this.type = type;
  }

  /** The table's name in the database. */
  public String table() {
    return table;
  }

  /** The word for a record of this table in the first column of a backup. */
  public String type() {
    return type;
  }

  /** Whether a table of that name is one of the four. */
  public static boolean isTable(String table) {
    return Arrays.stream(values()).anyMatch(tabela -> tabela.table.equals(table));
  }

  public static Tabela ofTable(String table) {
    for (Tabela tabela : values()) {
      if (tabela.table.equals(table)) {
        return tabela;
      }
    }
    throw new IllegalArgumentException("no table of the books is called " + table);
  }

  /** The table whose records have this word in a backup; null if there is none. */
  public static @Nullable Tabela ofType(String type) {
    for (Tabela tabela : values()) {
      if (tabela.type.equals(type)) {
        return tabela;
      }
    }
    return null;
  }
}
