package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import extrato.studio.Tabela;
import java.util.Locale;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StudioExtension.class)
class AwkwardMonthIT {
  @Test
  void expected_workedOutByHand_isWhatTheBooksSay() {
    assertThat(AwkwardMonth.books().month(AwkwardMonth.MONTH)).isEqualTo(AwkwardMonth.expected());
  }

  @Test
  void afterClosing_keepsSessionsOfOtherMonths_withoutPointersToWhatLeft() {
    StudioBooks after = AwkwardMonth.books().afterClosing(AwkwardMonth.MONTH);

    assertThat(after.month(AwkwardMonth.MONTH).isEmpty()).isTrue();
    assertThat(after.sessoes())
        .extracting(StudioBooks.Sessao::id, StudioBooks.Sessao::pagamento)
        .contains(tuple(207, 121), tuple(208, null), tuple(212, 82), tuple(216, 123))
        .hasSize(7);
  }

  @ParameterizedTest
  @EnumSource
  void fill_putsEveryRecordOfTheBooksIn(Tabela table, StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    StudioBooks books = AwkwardMonth.books();

    assertThat(studio.count(table.table()))
        .isEqualTo(
            switch (table) {
              case PAGAMENTOS -> books.pagamentos().size();
              case SESSOES -> books.sessoes().size();
              case COMISSOES -> books.comissoes().size();
              case GASTOS -> books.gastos().size();
            });
  }

  @Test
  void fill_letsEachTypeShowItsWorst(StudioDatabase studio) {
    AwkwardMonth.fill(studio);

    assertThat(studio.dump().get("pagamentos"))
        .contains(
            "\t-0\t",
            "\t1e-300\t",
            "\t[0:1][-1:0]={{1,2},{3,4}}\t",
            "\t0044-03-15 12:00:00+00 BC\t")
        .contains("\t{ \"b\" : 1,  \"a\":2 , \"b\" : [ 1 , null ] }\t", "\tab        \t")
        .contains("antes\\n\\\\.\\ndepois", "\t\\\\N\t", "\uFEFFmarca");
  }

  /** A column with the same value in all of the month's rows would prove nothing. */
  @ParameterizedTest
  @EnumSource
  void fill_givesTheMonthsRows_atLeastTwoValuesOfEveryColumn(Tabela table, StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    String rows =
        String.format(
            Locale.ROOT,
            "(select to_jsonb(t) as record from %s t where id = any ('{%s}')) r",
            table.table(),
            list(AwkwardMonth.expected().ids(table)));

    assertThat(
            studio.column(
                "select key from "
                    + rows
                    + ", jsonb_each_text(record) group by key"
                    + " having count(distinct coalesce(value, 'NULL')) < 2"))
        .isEmpty();
  }

  @Test
  void fill_leavesFreeIdsToTheApplication(StudioDatabase studio) {
    AwkwardMonth.fill(studio);

    assertThat(
            studio.value(
                "insert into gastos (data, valor, forma_pagamento, created_by) values"
                    + " ('2025-09-01', 1, 'Pix', 1) returning id > 4001"))
        .isEqualTo("t");
  }

  @Test
  void fill_inAnotherSchema_worksToo() {
    try (StudioDatabase studio = StudioDatabase.inSchema("Ateliê 2")) {
      AwkwardMonth.fill(studio);

      assertThat(studio.ids("pagamentos", "data between '2025-09-01' and '2025-09-30'"))
          .containsExactlyElementsOf(AwkwardMonth.expected().pagamentos());
    }
  }

  private static String list(NavigableSet<Integer> ids) {
    return ids.toString().replace("[", "").replace("]", "");
  }
}
