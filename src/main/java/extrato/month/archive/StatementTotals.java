package extrato.month.archive;

import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A statement's {@code totais}, as the studio's web page reads it. */
final class StatementTotals {
  /** The artists with a commission: the page's own rule, and all that it shows. */
  static final String EARNING = "por_artista";

  /** All artists: these sums add up to the month's totals. */
  static final String ALL_ARTISTS = "receita_por_artista";

  private final Totals totals;
  private final ArtistLabels artists;
  private final Optional<LegacyStatement> legacy;
  private final boolean listsOmitted;

  /**
   * @param artist gives the name for an artist's key
   */
  StatementTotals(
      Totals totals,
      UnaryOperator<String> artist,
      Optional<LegacyStatement> legacy,
      boolean listsOmitted) {
    this.totals = totals;
    this.artists = ArtistLabels.of(totals, artist);
    this.legacy = legacy;
    this.listsOmitted = listsOmitted;
  }

  String json() {
    return legacy.map(old -> old.withOwn(tree())).orElseGet(() -> JsonText.of(tree()));
  }

  Map<String, Object> tree() {
    Money receita = totals.of(Tabela.PAGAMENTOS).money();
    Money comissoes = totals.of(Tabela.COMISSOES).money();
    Money despesas = totals.of(Tabela.GASTOS).money();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("receita_total", receita.amount());
    tree.put("total_pagamentos", receita.amount());
    tree.put("comissoes_total", comissoes.amount());
    tree.put("despesas_total", despesas.amount());
    tree.put("saldo", receita.minus(despesas).amount());
    tree.put("receita_liquida", receita.minus(comissoes).minus(despesas).amount());
    tree.put(EARNING, byArtist(id -> commission(id).amount().signum() > 0));
    tree.put(ALL_ARTISTS, byArtist(id -> true));
    tree.put("por_forma_pagamento", by(Dimension.RECEITA_POR_FORMA, "forma"));
    tree.put("gastos_por_forma_pagamento", by(Dimension.GASTOS_POR_FORMA, "forma"));
    tree.put("gastos_por_categoria", by(Dimension.GASTOS_POR_CATEGORIA, "categoria"));
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), totals.of(tabela).records());
    }
    tree.put("quantidades", counts);
    tree.put("listas_omitidas", listsOmitted);
    return tree;
  }

  private List<Map<String, Object>> byArtist(Predicate<String> shown) {
    return artists.ids().stream().filter(shown).map(this::artist).toList();
  }

  private Map<String, Object> artist(String id) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("artista", artists.label(id));
    line.put("receita", sum(Dimension.RECEITA_POR_ARTISTA, id).amount());
    line.put("comissao", commission(id).amount());
    return line;
  }

  private Money commission(String id) {
    return sum(Dimension.COMISSAO_POR_ARTISTA, id);
  }

  private Money sum(Dimension dimension, String id) {
    return totals.by(dimension).getOrDefault(id, Sum.NONE).money();
  }

  private List<Map<String, Object>> by(Dimension dimension, String key) {
    List<Map<String, Object>> lines = new ArrayList<>();
    totals
        .by(dimension)
        .forEach(
            (value, sum) -> {
              Map<String, Object> line = new LinkedHashMap<>();
              line.put(key, value);
              line.put("total", sum.money().amount());
              lines.add(line);
            });
    return lines;
  }
}
