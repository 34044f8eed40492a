package extrato.postgres;

import extrato.studio.Tabela;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The studio's four tables in this database: their schema and every column.
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

  /** The SQL that turns a value of such a column into the studio's local time. */
  String inZone(ZoneId zone) {
    return hasZone(moment) ? "at time zone " + Sql.literal(zone.getId()) : "";
  }

  static boolean hasZone(String moment) {
    return !moment.equals("timestamp without time zone");
  }

  /** The value for psql's variable of that name. */
  Optional<String> value(String variable) {
    return switch (variable) {
      case "\"studio\"" -> Optional.of(Sql.quoted(schema));
      case "moment" -> Optional.of(moment);
      default -> Optional.empty();
    };
  }
}
