package extrato.month.archive;

import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.json.JsonText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a month's statement: which run made each, from which backup, of which columns.
 */
public final class Versions {
  private static final String INSERT =
      LegacyStatement.PRELUDE + Sql.load(Versions.class, "version_insert.sql");

  private Versions() {}

  /**
   * Where a version comes from.
   *
   * @param backupFile null where it was made without a backup
   */
  public record Origin(
      String runId, @Nullable String backupFile, @Nullable String backupDigest, ZoneId zone) {}

  /**
   * Keeps with the version the old generator's statement that it adds to, if there is one, and what
   * its documents could not find out later.
   */
  public static void add(
      MonthBooks books,
      int version,
      Origin origin,
      Layout layout,
      Map<Tabela, Long> archived,
      Statement statement,
      List<Long> stayed) {
    books
        .update(INSERT)
        .bind("versao", version)
        .bind("run_id", origin.runId())
        .bind("backup_file", origin.backupFile())
        .bind("backup_digest", origin.backupDigest())
        .bind("tabelas", tables(layout, archived))
        .bind("totais", statement.totalsJson())
        .bind("artistas", statement.artistsJson())
        .bind("depositos", HeldDeposits.json(books, origin.zone()))
        .bindArray("ficaram", Long.class, stayed)
        .execute();
  }

  private static String tables(Layout layout, Map<Tabela, Long> archived) {
    List<Map<String, Object>> tables = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      Map<String, Object> table = new LinkedHashMap<>();
      table.put("table", tabela.table());
      table.put("rows", archived.getOrDefault(tabela, 0L));
      table.put("columns", layout.columns(tabela).stream().map(Column::byName).toList());
      tables.add(table);
    }
    return JsonText.of(tables);
  }
}
