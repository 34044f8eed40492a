package extrato.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.archive.Totals.Dimension;
import extrato.archive.Totals.Sum;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A statement's {@code totais}, as the studio's web page reads it. */
final class StatementTotals {
  private static final ObjectMapper JSON = new ObjectMapper();

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
    ObjectNode tree = tree();
    legacy.ifPresent(old -> old.addTo(tree));
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode tree() {
    Money receita = totals.of(Tabela.PAGAMENTOS).money();
    Money comissoes = totals.of(Tabela.COMISSOES).money();
    Money despesas = totals.of(Tabela.GASTOS).money();
    ObjectNode tree = JSON.createObjectNode();
    tree.put("receita_total", receita.amount());
    tree.put("total_pagamentos", receita.amount());
    tree.put("comissoes_total", comissoes.amount());
    tree.put("despesas_total", despesas.amount());
    tree.put("saldo", receita.minus(despesas).amount());
    tree.put("receita_liquida", receita.minus(comissoes).minus(despesas).amount());
    byArtist(tree.putArray("por_artista"));
    by(Dimension.RECEITA_POR_FORMA, "forma", tree.putArray("por_forma_pagamento"));
    by(Dimension.GASTOS_POR_FORMA, "forma", tree.putArray("gastos_por_forma_pagamento"));
    by(Dimension.GASTOS_POR_CATEGORIA, "categoria", tree.putArray("gastos_por_categoria"));
    ObjectNode counts = tree.putObject("quantidades");
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), totals.of(tabela).records());
    }
    tree.put("listas_omitidas", listsOmitted);
    return tree;
  }

  /** An artist is a person, not a name: two of one name have a line each. */
  private void byArtist(ArrayNode lines) {
    Map<String, Sum> revenue = totals.by(Dimension.RECEITA_POR_ARTISTA);
    Map<String, Sum> commission = totals.by(Dimension.COMISSAO_POR_ARTISTA);
    TreeSet<String> ids = new TreeSet<>(Comparator.comparing(artist).thenComparing(id -> id));
    ids.addAll(revenue.keySet());
    ids.addAll(commission.keySet());
    for (String id : ids) {
      ObjectNode line = lines.addObject();
      line.put("artista", artist.apply(id));
      line.put("receita", revenue.getOrDefault(id, Sum.NONE).money().amount());
      line.put("comissao", commission.getOrDefault(id, Sum.NONE).money().amount());
    }
  }

  private void by(Dimension dimension, String key, ArrayNode lines) {
    totals
        .by(dimension)
        .forEach(
            (value, sum) -> lines.addObject().put(key, value).put("total", sum.money().amount()));
  }
}
