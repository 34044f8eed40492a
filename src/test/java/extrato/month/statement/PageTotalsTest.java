package extrato.month.statement;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.month.statement.PageTotals.Artista;
import extrato.month.statement.PageTotals.Linha;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTotalsTest {
  private static final Map<Tabela, ListSums> LISTS =
      Map.of(
          Tabela.PAGAMENTOS,
          sums(
              """
              [{"artista_name": "Ana", "valor": 100.0, "forma_pagamento": "Pix"},
               {"artista_name": "Ana", "valor": "50.50", "forma_pagamento": "Dinheiro"},
               {"valor": 1}, {}, null]\
              """),
          Tabela.COMISSOES,
          sums("[{\"artista_name\": \"Ana\", \"valor\": 40}]"),
          Tabela.GASTOS,
          sums(
              """
              [{"valor": 10, "forma_pagamento": "Pix", "categoria": "Tintas"},
               {"valor": 5, "forma_pagamento": "Pix", "categoria": ""}, {"valor": 2}]\
              """));

  private static final String ALL_ARTISTS =
      """
      [{"artista": "Ana", "receita": 150.5, "comissao": 40},
       {"artista": "Zoe (9)", "receita": 1, "comissao": 0}]\
      """;

  @Test
  void of_totalsThatSayNothing_areWhatTheListsAddUpTo() {
    PageTotals totals = PageTotals.of(StoredJson.read("{}"), LISTS);

    assertThat(totals.valores().receita()).isEqualByComparingTo("151.50");
    assertThat(totals.valores().comissoes()).isEqualByComparingTo("40");
    assertThat(totals.valores().despesas()).isEqualByComparingTo("17");
    assertThat(totals.valores().saldo()).isEqualByComparingTo("134.50");
    assertThat(totals.valores().receitaLiquida()).isEqualByComparingTo("94.50");
    assertThat(totals.porArtista())
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(
            List.of(
                new Artista("", BigDecimal.ONE, BigDecimal.ZERO),
                new Artista("Ana", new BigDecimal("150.5"), new BigDecimal(40))));
    assertThat(totals.porForma()).extracting(Linha::nome).containsExactly("", "Dinheiro", "Pix");
    assertThat(totals.gastosPorCategoria())
        .extracting(Linha::nome)
        .containsExactly("Outros", "Tintas");
  }

  @Test
  void of_totalsThatSaySo_areBelieved() {
    PageTotals totals =
        PageTotals.of(
            StoredJson.read(
                """
                {"receita_total": 7, "despesas_total": "2.50", "saldo": 4.50,
                 "por_artista": [{"artista": "Bia", "receita": 7, "comissao": 3}],
                 "por_forma_pagamento": [{"forma": "Pix", "total": 7}]}\
                """),
            LISTS);

    assertThat(totals.valores().receita()).isEqualByComparingTo("7");
    assertThat(totals.valores().saldo()).isEqualByComparingTo("4.5");
    assertThat(totals.valores().receitaLiquida()).isEqualByComparingTo("-35.5");
    assertThat(totals.porArtista()).extracting(Artista::nome).containsExactly("Bia");
    assertThat(totals.porForma()).extracting(Linha::nome).containsExactly("Pix");
  }

  @Test
  void of_artists_areTheListThatAddsUp() {
    String artists = "[{\"artista\": \"Ana\", \"receita\": 150.5, \"comissao\": 40}]";

    PageTotals newer =
        PageTotals.of(
            StoredJson.read(
                "{\"por_artista\": []}"
                    .replace("[]", artists + ", \"receita_por_artista\": " + ALL_ARTISTS)),
            LISTS);
    PageTotals older =
        PageTotals.of(StoredJson.read("{\"por_artista\": " + ALL_ARTISTS + "}"), LISTS);
    PageTotals oldGenerators =
        PageTotals.of(StoredJson.read("{\"por_artista\": " + artists + "}"), LISTS);

    assertThat(newer.porArtista()).extracting(Artista::nome).containsExactly("Ana", "Zoe (9)");
    assertThat(older.porArtista()).extracting(Artista::nome).containsExactly("Ana", "Zoe (9)");
    assertThat(oldGenerators.porArtista()).extracting(Artista::nome).containsExactly("", "Ana");
  }

  @Test
  void of_breakdownOfAnotherShape_isMadeFromTheLists() {
    PageTotals totals =
        PageTotals.of(
            StoredJson.read(
                "{\"por_artista\": {\"Ana\": 1}, \"por_forma_pagamento\": [{\"x\": 1}]}"),
            LISTS);

    assertThat(totals.porArtista()).extracting(Artista::nome).containsExactly("", "Ana");
    assertThat(totals.porForma()).extracting(Linha::nome).containsExactly("", "Dinheiro", "Pix");
  }

  private static ListSums sums(String json) {
    ListSums sums = new ListSums();
    StoredJson.read(json).forEach(item -> sums.add(new Item(item)));
    return sums;
  }
}
