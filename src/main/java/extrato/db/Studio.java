package extrato.db;

import extrato.studio.Tabela;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The studio's four tables as this database has them: their schema and every column.
 *
 * @param moment the type of {@code comissoes.created_at}: with or without a zone
 */
public record Studio(String schema, Map<Tabela, List<Column>> columns, String moment) {
  public Studio {
    columns = new EnumMap<>(columns);
    columns.replaceAll((tabela, list) -> List.copyOf(list));
  }

  public List<Column> columns(Tabela tabela) {
    return columns.getOrDefault(tabela, List.of());
  }

  public boolean has(Tabela tabela, String column) {
    return columns(tabela).stream().anyMatch(c -> c.name().equals(column));
  }

  /** The statement with this studio's schema and types in the places that psql's variables mark. */
  public String in(String sql) {
    return sql.replace(":\"studio\"", Sql.quoted(schema)).replace(":moment", moment);
  }
}
