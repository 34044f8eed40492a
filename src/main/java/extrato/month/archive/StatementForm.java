package extrato.month.archive;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.settings.StatementEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How this studio's web page expects its statements: as JSON, or as JSON text inside a JSON string.
 */
final class StatementForm {
  private static final String ENCODING = Sql.load(StatementForm.class, "statement_encoding.sql");
  static final List<String> COLUMNS =
      List.of("pagamentos", "sessoes", "comissoes", "gastos", "totais");

  private final Map<String, String> types;
  private final boolean text;

  private StatementForm(Map<String, String> types, boolean text) {
    this.types = types;
    this.text = text;
  }

  private record Found(@Nullable String newest, @Nullable String types) {}

  static StatementForm of(Snapshot snapshot, StatementEncoding encoding) {
    Found found =
        snapshot
            .query(ENCODING)
            .bind("schema", snapshot.studio().schema())
            .map((row, context) -> new Found(row.getString("newest"), row.getString("types")))
            .one();
    Map<String, String> types = new HashMap<>();
    for (String type : String.valueOf(found.types()).split(",", -1)) {
      int space = type.indexOf(' ');
      if (space > 0) {
        types.put(type.substring(0, space), type.substring(space + 1));
      }
    }
    for (String column : COLUMNS) {
      if (!List.of("json", "jsonb").contains(types.getOrDefault(column, "missing"))) {
        throw new Failure.Unfit(
            "column extratos."
                + column
                + " is "
                + types.getOrDefault(column, "missing")
                + ", not json or jsonb",
            "the statement is kept in the table that the web application reads");
      }
    }
    return new StatementForm(types, isText(encoding, found.newest()));
  }

  /** The column's type, with its schema. */
  String type(String column) {
    return "pg_catalog." + types.getOrDefault(column, "jsonb");
  }

  /** The expression that turns a json value into the column's value. */
  String expression(String json, String column) {
    String type = types.getOrDefault(column, "jsonb");
    return text ? "pg_catalog.to_json((" + json + ")::text)::" + type : "(" + json + ")::" + type;
  }

  private static boolean isText(StatementEncoding encoding, @Nullable String newest) {
    return switch (encoding) {
      case NATIVE -> false;
      case TEXT -> true;
      // The page can always decode a string, and perhaps nothing else.
      case AUTO -> newest == null || newest.equals("text");
    };
  }
}
