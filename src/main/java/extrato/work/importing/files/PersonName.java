package extrato.work.importing.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A column of files that names a client or an artist, where the books have a number. */
public enum PersonName {
  CLIENTE("cliente_id", ImportTable.CLIENTS, List.of("cliente_name", "cliente", "cliente_nome")),
  ARTISTA("artista_id", ImportTable.USERS, List.of("artista_name", "artista", "artista_nome")),
  CRIADO_POR("created_by", ImportTable.USERS, List.of("created_by_name", "criado_por"));

  /** No column of a studio begins so. */
  static final String STAGED = "extrato ";

  private final String column;
  private final ImportTable people;

  /** Never changed. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> names;

  PersonName(String column, ImportTable people, List<String> names) {
    this.column = column;
    this.people = people;
    this.names = names;
  }

  /** The column of the books that the name stands for. */
  public String column() {
    return column;
  }

  /** The table that has the names. */
  public ImportTable people() {
    return people;
  }

  /** The column that keeps the name until its number is known. */
  public TargetColumn staged() {
    return new TargetColumn(STAGED + column, "text", TargetColumn.Kind.TEXT, 0, 0);
  }

  static Optional<PersonName> called(String name, Set<String> columns) {
    return Arrays.stream(values())
        .filter(one -> columns.contains(one.column) && one.names.contains(name))
        .findFirst();
  }
}
