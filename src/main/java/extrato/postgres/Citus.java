package extrato.postgres;

import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Finds tables whose rows are on other servers, where this tool's guarantees do not hold. */
final class Citus {
  /** The schema in which the extension creates its catalog. */
  static final String CATALOG = "pg_catalog";

  private static final String IS_THERE =
      "select pg_catalog.to_regclass(pg_catalog.quote_ident(:citus) || '.pg_dist_partition') is not"
          + " null";

  private Citus() {}

  /**
   * @param catalog the schema of {@code pg_dist_partition}; tests put a substitute into another one
   */
  static List<String> problems(Handle handle, String schema, String catalog) {
    boolean there = handle.createQuery(IS_THERE).bind("citus", catalog).mapTo(boolean.class).one();
    if (!there) {
      return List.of();
    }
    return handle
        .createQuery( // Not in a file: no test server has the table to prepare it with.
            String.format(
                Locale.ROOT,
                """
                select c.relname
                from %s.pg_dist_partition d
                join pg_catalog.pg_class c on c.oid = d.logicalrelid::oid
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where n.nspname = :schema and c.relname in ('pagamentos', 'sessoes', 'comissoes', 'gastos')
                order by c.relname\
                """,
                Sql.quoted(catalog)))
        .bind("schema", schema)
        .mapTo(String.class)
        .map(table -> "table " + table + " is distributed by Citus, which this tool cannot close")
        .list();
  }
}
