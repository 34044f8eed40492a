package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTotalsTest {
  /** In the lines' order: type, id, valor, artista_id, forma_pagamento, percentual, categoria. */
  private static final Layout LAYOUT =
      new Layout(
          Map.of(
              Tabela.PAGAMENTOS, columns("id", "valor", "artista_id", "forma_pagamento"),
              Tabela.SESSOES, columns("id", "valor", "artista_id"),
              Tabela.COMISSOES, columns("id", "valor", "artista_id", "percentual"),
              Tabela.GASTOS, columns("id", "valor", "forma_pagamento", "categoria")));

  @Test
  void add_aPayment_countsForItsTableItsArtistAndItsForm() {
    Totals totals = of(LAYOUT, Tabela.PAGAMENTOS, "pagamento,1,10.05,7,Pix,,");

    assertThat(totals)
        .isEqualTo(
            totals(
                1005,
                Map.of(
                    Dimension.TABELA, "pagamentos",
                    Dimension.RECEITA_POR_ARTISTA, "7",
                    Dimension.RECEITA_POR_FORMA, "Pix")));
  }

  @Test
  void add_aSession_isNoRevenue() {
    assertThat(of(LAYOUT, Tabela.SESSOES, "sessao,1,250.00,7,,,"))
        .isEqualTo(totals(25000, Map.of(Dimension.TABELA, "sessoes")));
  }

  @Test
  void add_aCommission_countsForItsTableAndItsArtist() {
    assertThat(of(LAYOUT, Tabela.COMISSOES, "comissao,1,-0.01,,,50.00,"))
        .isEqualTo(
            totals(-1, Map.of(Dimension.TABELA, "comissoes", Dimension.COMISSAO_POR_ARTISTA, "")));
  }

  @ParameterizedTest
  @CsvSource({"Tintas, Tintas", "'', Outros", "'\"\"', Outros"})
  void add_anExpense_countsForItsTableItsFormAndItsCategory(String categoria, String filedUnder) {
    assertThat(of(LAYOUT, Tabela.GASTOS, "gasto,1,3.00,,\"\",," + categoria))
        .isEqualTo(
            totals(
                300,
                Map.of(
                    Dimension.TABELA, "gastos",
                    Dimension.GASTOS_POR_FORMA, "",
                    Dimension.GASTOS_POR_CATEGORIA, filedUnder)));
  }

  @Test
  void add_anExpenseOfATableWithoutCategories_isOneOfTheOthers() {
    Layout plain = new Layout(Map.of(Tabela.GASTOS, columns("id", "valor", "forma_pagamento")));

    assertThat(of(plain, Tabela.GASTOS, "gasto,1,3.00,Pix").by(Dimension.GASTOS_POR_CATEGORIA))
        .containsOnlyKeys(Totals.NO_CATEGORY);
  }

  @Test
  void add_twoOfOneKey_addsThemUp() {
    RowTotals rows = new RowTotals(LAYOUT);
    rows.add(Tabela.GASTOS, row("gasto,1,0.10,,Pix,,"));
    rows.add(Tabela.GASTOS, row("gasto,2,0.20,,Pix,,"));

    assertThat(rows.totals().of(Tabela.GASTOS)).isEqualTo(new Sum(2, new Money(30)));
  }

  @ParameterizedTest
  @CsvSource({
    "PAGAMENTOS, 'pagamento,4,NaN,7,Pix,,', pagamentos id 4 has NaN as valor",
    "COMISSOES, 'comissao,5,1.00,7,,NaN,', comissoes id 5 has NaN as percentual"
  })
  void add_whatIsNoNumber_namesTheRecord(Tabela tabela, String line, String said) {
    assertThatThrownBy(() -> of(LAYOUT, tabela, line))
        .isInstanceOf(Failure.Stopped.class)
        .hasMessageContaining(said);
  }

  private static Totals of(Layout layout, Tabela tabela, String line) {
    RowTotals rows = new RowTotals(layout);
    rows.add(tabela, row(line));
    return rows.totals();
  }

  private static Totals totals(long cents, Map<Dimension, String> keys) {
    Totals totals = new Totals();
    keys.forEach((dimension, key) -> totals.add(dimension, key, new Sum(1, new Money(cents))));
    return totals;
  }

  private static CsvRow row(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    CsvRow row = new CsvRow();
    assertThat(row.parse(bytes, 0, bytes.length)).isTrue();
    return row;
  }

  private static List<Column> columns(String... names) {
    return Stream.of(names).map(name -> new Column(name, "text", false)).toList();
  }
}
