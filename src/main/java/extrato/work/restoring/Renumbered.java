package extrato.work.restoring;

import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Records of a file that are live under another id, because {@code renumber} gave them one after
 * the file was written: put back, they would be there twice. A live record is such a one if the
 * file does not have its id and every other value is the same, the moment of its creation too.
 */
final class Renumbered {
  private static final List<String> KNOWN_BY = List.of("created_at", "valor");

  private Renumbered() {}

  /**
   * Takes them out of the records to put back, of which none was taken out before; names them with
   * both ids.
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

  /** Whether a live record is one of them; {@code m} is its alias. */
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
