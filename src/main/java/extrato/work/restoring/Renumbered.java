package extrato.work.restoring;

import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Records of a file that are live under another id, because {@code renumber} gave them one after
 * the file was written. If they were put back, they would exist twice. A live record is one of them
 * if the file lacks its id and every other value is the same, including the moment of creation.
 */
final class Renumbered {
  private static final List<String> KNOWN_BY = List.of("created_at", "valor");

  /** What refers to others comes after them; a session's payment is not asked about. */
  private static final List<Tabela> IN_ORDER =
      List.of(Tabela.SESSOES, Tabela.PAGAMENTOS, Tabela.COMISSOES, Tabela.GASTOS);

  private static final Map<Tabela, Map<Tabela, String>> REFERRING =
      Map.of(
          Tabela.SESSOES,
          Map.of(Tabela.PAGAMENTOS, "sessao_id"),
          Tabela.PAGAMENTOS,
          Map.of(Tabela.SESSOES, "payment_id", Tabela.COMISSOES, "pagamento_id"));

  private Renumbered() {}

  /**
   * Takes them out of the records to put back, and returns both ids of each. Call this before any
   * other records are taken out.
   */
  static List<String> setApart(Stage stage) {
    List<String> named = new ArrayList<>();
    for (Tabela tabela : IN_ORDER) {
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
        follow(stage, tabela);
      }
    }
    return named;
  }

  /** What refers to them in the file refers to the live ones from now on. */
  private static void follow(Stage stage, Tabela tabela) {
    REFERRING
        .getOrDefault(tabela, Map.of())
        .forEach(
            (referring, column) -> {
              if (stage.hasAll(referring, List.of(column))) {
                stage
                    .books()
                    .update(
                        String.format(
                            Locale.ROOT,
                            "update %1$s s set %3$s = r.extrato_vivo from %2$s r where s.%3$s ="
                                + " r.id",
                            Stage.table(referring),
                            table(tabela),
                            column))
                    .execute();
              }
            });
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
