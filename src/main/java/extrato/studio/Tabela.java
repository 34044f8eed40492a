package extrato.studio;

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

  /** What the first column of the backup calls a record of this table. */
  public String type() {
    return type;
  }
}
