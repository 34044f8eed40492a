package extrato.archive;

import extrato.archive.Totals.Dimension;
import extrato.archive.Totals.Sum;
import extrato.json.JsonText;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A statement's {@code totais}, as the studio's web page reads it. */
final class StatementTotals {
  private final Totals totals;
  private final UnaryOperator<String> artist;
  private final Optional<LegacyStatement> legacy;
  private final boolean listsOmitted;

  /**
   * @param artist the name that stands for an artist's key
   */
  StatementTotals(
      Totals totals,
      UnaryOperator<String> artist,
      Optional<LegacyStatement> legacy,
      boolean listsOmitted) {
    this.totals = totals;
    this.artist = artist;
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
    tree.put("por_artista", byArtist());
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

  /** An artist is a person, not a name: two of one name have a line each. */
  private List<Map<String, Object>> byArtist() {
    Map<String, Sum> revenue = totals.by(Dimension.RECEITA_POR_ARTISTA);
    Map<String, Sum> commission = totals.by(Dimension.COMISSAO_POR_ARTISTA);
    TreeSet<String> ids = new TreeSet<>(Comparator.comparing(artist).thenComparing(id -> id));
    ids.addAll(revenue.keySet());
    ids.addAll(commission.keySet());
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String id : ids) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("artista", artist.apply(id));
      line.put("receita", revenue.getOrDefault(id, Sum.NONE).money().amount());
      line.put("comissao", commission.getOrDefault(id, Sum.NONE).money().amount());
      lines.add(line);
    }
    return lines;
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
