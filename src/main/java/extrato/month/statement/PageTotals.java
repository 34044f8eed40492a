package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a closed month adds up to, as its statement says; where it does not say, as its lists add
 * up.
 */
public record PageTotals(
    Valores valores,
    List<Artista> porArtista,
    List<Linha> porForma,
    List<Linha> gastosPorForma,
    List<Linha> gastosPorCategoria,
    List<Dia> porDia) {

  public PageTotals {
    porArtista = List.copyOf(porArtista);
    porForma = List.copyOf(porForma);
    gastosPorForma = List.copyOf(gastosPorForma);
    gastosPorCategoria = List.copyOf(gastosPorCategoria);
    porDia = List.copyOf(porDia);
  }

  /** The five amounts. */
  public record Valores(
      BigDecimal receita,
      BigDecimal comissoes,
      BigDecimal despesas,
      BigDecimal saldo,
      BigDecimal receitaLiquida) {

    private static Valores of(Said told, ListSums pagamentos, ListSums gastos, ListSums pagas) {
      BigDecimal receita = told.amount(pagamentos.valor(), "receita_total", "total_pagamentos");
      BigDecimal comissoes = told.amount(pagas.valor(), "comissoes_total");
      BigDecimal despesas = told.amount(gastos.valor(), "despesas_total");
      return new Valores(
          receita,
          comissoes,
          despesas,
          told.amount(receita.subtract(despesas), "saldo"),
          told.amount(receita.subtract(comissoes).subtract(despesas), "receita_liquida"));
    }
  }

  /** What one artist brought in, and what of it is the artist's. */
  public record Artista(String nome, BigDecimal receita, BigDecimal comissao) {}

  /** A form of payment, or a category, and what it adds up to. */
  public record Linha(String nome, BigDecimal total) {}

  /** What came in and went out on one day. */
  public record Dia(LocalDate dia, BigDecimal receita, BigDecimal despesas) {}

  static PageTotals of(JsonNode totais, Map<Tabela, ListSums> lists) {
    ListSums pagamentos = lists.getOrDefault(Tabela.PAGAMENTOS, new ListSums());
    ListSums gastos = lists.getOrDefault(Tabela.GASTOS, new ListSums());
    ListSums pagas = lists.getOrDefault(Tabela.COMISSOES, new ListSums());
    Said told = new Said(totais);
    Valores valores = Valores.of(told, pagamentos, gastos, pagas);
    return new PageTotals(
        valores,
        artistas(told, valores, listed(pagamentos, pagas)),
        told.lines("por_forma_pagamento", "forma", linhas(pagamentos.formas())),
        told.lines("gastos_por_forma_pagamento", "forma", linhas(gastos.formas())),
        told.lines("gastos_por_categoria", "categoria", linhas(gastos.categorias())),
        dias(pagamentos, gastos));
  }

  /** The same, with the days of lists that the statement itself leaves out. */
  PageTotals withDays(ListSums pagamentos, ListSums gastos) {
    return new PageTotals(
        valores,
        porArtista,
        porForma,
        gastosPorForma,
        gastosPorCategoria,
        dias(pagamentos, gastos));
  }

  private static List<Dia> dias(ListSums pagamentos, ListSums gastos) {
    SortedSet<LocalDate> days = new TreeSet<>(pagamentos.dias().keySet());
    days.addAll(gastos.dias().keySet());
    return days.stream()
        .map(
            day ->
                new Dia(
                    day,
                    pagamentos.dias().getOrDefault(day, BigDecimal.ZERO),
                    gastos.dias().getOrDefault(day, BigDecimal.ZERO)))
        .toList();
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

    List<Artista> artists(String name) {
      return items(name, "artista", "receita").stream()
          .map(
              item ->
                  new Artista(
                      item.textOrEmpty("artista"),
                      item.amountOrZero("receita"),
                      item.amountOrZero("comissao")))
          .toList();
    }

    List<Linha> lines(String name, String key, List<Linha> otherwise) {
      List<Linha> lines =
          items(name, key, "total").stream()
              .map(item -> new Linha(item.textOrEmpty(key), item.amountOrZero("total")))
              .toList();
      return lines.isEmpty() ? otherwise : lines;
    }
  }

  /**
   * The list that adds up: this tool's newer statements name all artists apart from those who earn
   * a commission, its older ones in one list; the old generator leaves out whoever earns none.
   */
  private static List<Artista> artistas(Said told, Valores valores, List<Artista> listed) {
    List<Artista> all = told.artists("receita_por_artista");
    List<Artista> earning = told.artists("por_artista");
    if (!all.isEmpty() || earning.isEmpty()) {
      return all.isEmpty() ? listed : all;
    }
    return addUp(earning, valores) || !addUp(listed, valores) ? earning : listed;
  }

  private static boolean addUp(List<Artista> artistas, Valores valores) {
    return sum(artistas, Artista::receita).compareTo(valores.receita()) == 0
        && sum(artistas, Artista::comissao).compareTo(valores.comissoes()) == 0;
  }

  private static BigDecimal sum(List<Artista> artistas, Function<Artista, BigDecimal> amount) {
    return artistas.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<Artista> listed(ListSums pagamentos, ListSums comissoes) {
    SortedMap<String, Artista> artistas = new TreeMap<>();
    pagamentos.artistas().forEach((nome, receita) -> add(artistas, nome, receita, BigDecimal.ZERO));
    comissoes
        .artistas()
        .forEach((nome, comissao) -> add(artistas, nome, BigDecimal.ZERO, comissao));
    return List.copyOf(artistas.values());
  }

  private static void add(
      SortedMap<String, Artista> artistas, String nome, BigDecimal receita, BigDecimal comissao) {
    artistas.merge(
        nome,
        new Artista(nome, receita, comissao),
        (a, b) -> new Artista(nome, a.receita.add(b.receita), a.comissao.add(b.comissao)));
  }

  private static List<Linha> linhas(SortedMap<String, BigDecimal> sums) {
    return sums.entrySet().stream().map(e -> new Linha(e.getKey(), e.getValue())).toList();
  }
}
