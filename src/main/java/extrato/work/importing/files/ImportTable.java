package extrato.work.importing.files;

import extrato.studio.Tabela;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A table that records can be imported into, in the order of the keys between them. */
public enum ImportTable {
  CLIENTS,
  USERS,
  PAGAMENTOS,
  SESSOES,
  COMISSOES,
  GASTOS;

  public String table() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The table of the books; empty for clients and users. */
  public Optional<Tabela> book() {
    return Arrays.stream(Tabela.values()).filter(t -> t.table().equals(table())).findFirst();
  }

  public static Optional<ImportTable> named(String table) {
    return Arrays.stream(values()).filter(t -> t.table().equals(table)).findFirst();
  }

  /** The table whose records have this word in the first column of a backup. */
  static Optional<ImportTable> ofType(String type) {
    return Optional.ofNullable(Tabela.ofType(type)).flatMap(tabela -> named(tabela.table()));
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(ImportTable::table).toList();
  }

  @Override
  public String toString() {
    return table();
  }
}
