package extrato.work.restoring;

import extrato.postgres.Snapshot;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Live records with the same values as one that comes back, but created at another moment or under
 * another id. Only the studio knows whether somebody entered it twice or it happened twice.
 */
final class EnteredAgain {
  private static final int NAMED = 20;

  /** The values that people enter; they do not see the others. */
  private static final List<String> ENTERED =
      List.of(
          "data",
          "valor",
          "forma_pagamento",
          "cliente_id",
          "artista_id",
          "descricao",
          "pagamento_id",
          "percentual");

  private EnteredAgain() {}

  /** The staged ids for which the live record of the same id has the same values. */
  static List<String> underTheSameId(Stage stage, Tabela tabela) {
    return told(tabela, stage)
        ? stage
            .books()
            .strings(
                String.format(
                    Locale.ROOT,
                    "select s.id::text from %s s join :\"studio\".%s t on t.id = s.id where %s"
                        + " order by s.id",
                    Stage.table(tabela),
                    tabela.table(),
                    isLike(stage, tabela)))
        : List.of();
  }

  /**
   * Call this before any record is taken out of the stage. Finds live records that duplicate one
   * which comes back.
   */
  static List<String> underAnotherId(Stage stage) {
    List<String> warnings = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      if (told(tabela, stage)) {
        stage
            .books()
            .strings(
                String.format(
                    Locale.ROOT,
                    "select '%1$s id ' || t.id || ' has the values of id ' || pg_catalog.min(s.id)"
                        + " from %2$s s join :\"studio\".%1$s t on t.valor = s.valor%5$s where %3$s"
                        + " and not exists (select from :\"studio\".%1$s l where l.id = s.id) and"
                        + " not exists (select from %2$s o where o.id = t.id) group by t.id order"
                        + " by t.id limit %4$d",
                    tabela.table(),
                    Stage.table(tabela),
                    isLike(stage, tabela),
                    NAMED,
                    sameDay(tabela)))
            .forEach(
                pair ->
                    warnings.add(
                        pair
                            + ", which comes back: if somebody entered it again, it counts twice"));
      }
    }
    return warnings;
  }

  /** Whether the archive holds a record of that id with what people entered of the live one. */
  static boolean isLikeTheArchived(Snapshot snapshot, Tabela tabela, long id) {
    return PutBackByHand.isArchived(
        snapshot,
        tabela,
        id,
        ENTERED.stream().filter(column -> snapshot.studio().has(tabela, column)));
  }

  /** A commission has no day of its own but that of its payment, or that of its creation. */
  private static boolean told(Tabela tabela, Stage stage) {
    return stage.hasAll(
        tabela,
        tabela == Tabela.COMISSOES
            ? List.of("valor", "pagamento_id", "created_at")
            : List.of("valor", "data"));
  }

  private static String sameDay(Tabela tabela) {
    return tabela == Tabela.COMISSOES
        ? " and (s.pagamento_id is not null or s.created_at::date = t.created_at::date)"
        : " and t.data = s.data";
  }

  private static String isLike(Stage stage, Tabela tabela) {
    return String.format(
        Locale.ROOT,
        "row(%s)::record operator(pg_catalog.*=) row(%s)::record",
        entered(stage, tabela).map("s."::concat).collect(Collectors.joining(", ")),
        entered(stage, tabela).map("t."::concat).collect(Collectors.joining(", ")));
  }

  private static Stream<String> entered(Stage stage, Tabela tabela) {
    return ENTERED.stream().filter(column -> stage.hasAll(tabela, List.of(column)));
  }
}
