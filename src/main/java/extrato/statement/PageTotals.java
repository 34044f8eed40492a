package extrato.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.archive.Totals;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a closed month adds up to, as its statement says; where it does not say, as its lists add
 * up.
 */
public record PageTotals(
    BigDecimal receita,
    BigDecimal comissoes,
    BigDecimal despesas,
    BigDecimal saldo,
    BigDecimal receitaLiquida,
    List<Artista> porArtista,
    List<Linha> porForma,
    List<Linha> gastosPorForma,
    List<Linha> gastosPorCategoria) {

  public PageTotals {
    porArtista = List.copyOf(porArtista);
    porForma = List.copyOf(porForma);
    gastosPorForma = List.copyOf(gastosPorForma);
    gastosPorCategoria = List.copyOf(gastosPorCategoria);
  }

  /** What one artist brought in, and what of it is the artist's. */
  public record Artista(String nome, BigDecimal receita, BigDecimal comissao) {}

  /** A form of payment, or a category, and what it adds up to. */
  public record Linha(String nome, BigDecimal total) {}

  static PageTotals of(JsonNode totais, Map<Tabela, List<Item>> lists) {
    List<Item> pagamentos = lists.getOrDefault(Tabela.PAGAMENTOS, List.of());
    List<Item> gastos = lists.getOrDefault(Tabela.GASTOS, List.of());
    List<Item> pagas = lists.getOrDefault(Tabela.COMISSOES, List.of());
    Said said = new Said(totais);
    BigDecimal receita = said.amount(sum(pagamentos), "receita_total", "total_pagamentos");
    BigDecimal comissoes = said.amount(sum(pagas), "comissoes_total");
    BigDecimal despesas = said.amount(sum(gastos), "despesas_total");
    BigDecimal saldo = said.amount(receita.subtract(despesas), "saldo");
    return new PageTotals(
        receita,
        comissoes,
        despesas,
        saldo,
        said.amount(receita.subtract(comissoes).subtract(despesas), "receita_liquida"),
        artistas(said, pagamentos, pagas),
        said.lines("por_forma_pagamento", "forma", by(pagamentos, PageTotals::forma)),
        said.lines("gastos_por_forma_pagamento", "forma", by(gastos, PageTotals::forma)),
        said.lines("gastos_por_categoria", "categoria", by(gastos, PageTotals::categoria)));
  }

  /** As many records as the totals count; null when they count none. */
  static @Nullable Long records(JsonNode totais) {
    JsonNode counts = totais.path("quantidades");
    if (!counts.isObject()) {
      return null;
    }
    long records = 0;
    for (JsonNode count : counts) {
      records += count.asLong();
    }
    return records;
  }

  /** What the statement's own totals say. */
  private record Said(JsonNode totais) {
    BigDecimal amount(BigDecimal otherwise, String... names) {
      for (String name : names) {
        BigDecimal amount = StoredJson.amount(totais.path(name));
        if (amount != null) {
          return amount;
        }
      }
      return otherwise;
    }

    /** Only a list whose every line has its name and its amount is believed. */
    List<Item> items(String name, String... fields) {
      List<Item> items = new ArrayList<>();
      for (JsonNode line : totais.path(name)) {
        Item item = new Item(line);
        if (item.text(fields[0]) == null || item.amount(fields[1]) == null) {
          return List.of();
        }
        items.add(item);
      }
      return totais.path(name).isArray() ? items : List.of();
    }

    List<Linha> lines(String name, String key, List<Linha> otherwise) {
      List<Linha> lines =
          items(name, key, "total").stream()
              .map(item -> new Linha(item.textOrEmpty(key), item.amountOrZero("total")))
              .toList();
      return lines.isEmpty() ? otherwise : lines;
    }
  }

  private static List<Artista> artistas(Said said, List<Item> pagamentos, List<Item> comissoes) {
    List<Item> items = said.items("por_artista", "artista", "receita");
    if (!items.isEmpty()) {
      return items.stream()
          .map(
              item ->
                  new Artista(
                      item.textOrEmpty("artista"),
                      item.amountOrZero("receita"),
                      item.amountOrZero("comissao")))
          .toList();
    }
    SortedMap<String, Artista> artistas = new TreeMap<>();
    for (Item item : pagamentos) {
      add(artistas, item.textOrEmpty("artista_name"), item.amountOrZero("valor"), BigDecimal.ZERO);
    }
    for (Item item : comissoes) {
      add(artistas, item.textOrEmpty("artista_name"), BigDecimal.ZERO, item.amountOrZero("valor"));
    }
    return List.copyOf(artistas.values());
  }

  private static void add(
      SortedMap<String, Artista> artistas, String nome, BigDecimal receita, BigDecimal comissao) {
    artistas.merge(
        nome,
        new Artista(nome, receita, comissao),
        (a, b) -> new Artista(nome, a.receita.add(b.receita), a.comissao.add(b.comissao)));
  }

  private static BigDecimal sum(List<Item> items) {
    return items.stream()
        .map(item -> item.amountOrZero("valor"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<Linha> by(List<Item> items, Function<Item, String> key) {
    SortedMap<String, BigDecimal> sums = new TreeMap<>();
    items.forEach(item -> sums.merge(key.apply(item), item.amountOrZero("valor"), BigDecimal::add));
    return sums.entrySet().stream().map(e -> new Linha(e.getKey(), e.getValue())).toList();
  }

  private static String forma(Item item) {
    return item.textOrEmpty("forma_pagamento");
  }

  private static String categoria(Item item) {
    @Nullable String categoria = item.text("categoria");
    return categoria == null || categoria.isEmpty() ? Totals.NO_CATEGORY : categoria;
  }
}
