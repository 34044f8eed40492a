package extrato.work.restoring;

import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Records of a file that are live under another id, because {@code renumber} gave them one after
 * the file was written. If they were put back, they would exist twice. A live record is one of them
 * if the file lacks its id and every other value is the same, including the moment of creation.
 */
final class Renumbered {
  private static final List<String> KNOWN_BY = List.of("created_at", "valor");

  private Renumbered() {}

  /**
   * Takes them out of the records to put back, and returns both ids of each. Call this before any
   * other records are taken out.
   */
  static List<String> setApart(Stage stage) {
    List<String> named = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      if (stage.hasAll(tabela, KNOWN_BY)) {
        create(stage, tabela);
        named.addAll(
            stage
                .books()
                .strings(
                    String.format(
                        Locale.ROOT,
                        "select '%s id ' || id || ' is live as ' || extrato_vivo from %s order by"
                            + " id",
                        tabela.table(),
                        table(tabela))));
        long unused = stage.remove(tabela, table(tabela));
      }
    }
    return named;
  }

  /** The condition that a live record, with the alias {@code m}, is one of them. */
  static String isOne(Stage stage, Tabela tabela) {
    return stage.hasAll(tabela, KNOWN_BY)
        ? "exists (select from " + table(tabela) + " r where r.extrato_vivo = m.id)"
        : "false";
  }

  private static String table(Tabela tabela) {
    return "pg_temp.extrato_renumerados_" + tabela.table();
  }

  private static void create(Stage stage, Tabela tabela) {
    List<String> columns =
        stage.columns(tabela).stream()
            .filter(column -> !column.equals("\"id\"") && !column.equals("\"payment_id\""))
            .toList();
    stage
        .books()
        .update(
            String.format(
                Locale.ROOT,
                "create temporary table extrato_renumerados_%1$s on commit drop as select s.id,"
                    + " min(t.id) as extrato_vivo from %2$s s join :\"studio\".%1$s t on"
                    + " t.created_at = s.created_at and t.valor = s.valor where row(%3$s)::record"
                    + " operator(pg_catalog.*=) row(%4$s)::record and not exists (select from"
                    + " :\"studio\".%1$s l where l.id = s.id) and not exists (select from %2$s o"
                    + " where o.id = t.id) group by s.id",
                tabela.table(),
                Stage.table(tabela),
                Stage.prefixed("s.", columns),
                Stage.prefixed("t.", columns)))
        .execute();
  }
}
