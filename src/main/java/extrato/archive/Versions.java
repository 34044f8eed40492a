package extrato.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.db.Books;
import extrato.db.Column;
import extrato.db.Sql;
import extrato.selection.Layout;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a month's statement: which run made each, from which backup, of which columns.
 */
public final class Versions {
  private static final String INSERT =
      LegacyStatement.PRELUDE + Sql.load(Versions.class, "version_insert.sql");
  private static final ObjectMapper JSON = new ObjectMapper();

  private Versions() {}

  /** Keeps with the version the old generator's statement that it adds to, if there is one. */
  public static void add(
      Books books,
      int version,
      String runId,
      @Nullable String backupFile,
      @Nullable String backupDigest,
      Layout layout,
      Map<Tabela, Long> archived,
      String totals,
      List<Long> stayed) {
    books
        .update(INSERT)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .bind("versao", version)
        .bind("run_id", runId)
        .bind("backup_file", backupFile)
        .bind("backup_digest", backupDigest)
        .bind("tabelas", tables(layout, archived))
        .bind("totais", totals)
        .bindArray("ficaram", Long.class, stayed)
        .execute();
  }

  private static String tables(Layout layout, Map<Tabela, Long> archived) {
    ArrayNode tables = JSON.createArrayNode();
    for (Tabela tabela : Tabela.values()) {
      ObjectNode table = tables.addObject();
      table.put("table", tabela.table());
      table.put("rows", archived.getOrDefault(tabela, 0L));
      ArrayNode columns = table.putArray("columns");
      for (Column column : layout.columns(tabela)) {
        columns
            .addObject()
            .put("name", column.name())
            .put("type", column.type())
            .put("generated", column.generated());
      }
    }
    try {
      return JSON.writeValueAsString(tables);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
