package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.jspecify.annotations.Nullable;

class GeneratedMonthsIT {
  private final StudioDatabase studio = StudioDatabase.create();

  @AfterProperty
  void close() {
    studio.close();
  }

  @Provide
  Arbitrary<StudioBooks> books() {
    return GeneratedMonths.books();
  }

  @Provide
  Arbitrary<StudioBooks> booksOfSummerTime() {
    return GeneratedMonths.around(YearMonth.of(2018, 11));
  }

  @Property(tries = 30)
  void insertInto_anyBooks_putsEveryRecordIn(@ForAll("books") StudioBooks books) {
    studio.reset();
    books.insertInto(studio);

    assertThat(references()).isEqualTo(references(books));
  }

  @Property(tries = 30)
  void afterClosing_inAnyOrder_isWhatTheKeysOfTheDatabaseAllow(
      @ForAll("books") StudioBooks books, @ForAll boolean backwards) {
    studio.reset();
    books.insertInto(studio);
    List<YearMonth> months =
        backwards ? List.of(month(1), month(0), month(-1)) : List.of(month(-1), month(0), month(1));

    StudioBooks live = books;
    for (YearMonth month : months) {
      delete(live.month(month));
      live = live.afterClosing(month);
      assertThat(references()).isEqualTo(references(live));
    }
  }

  @Property(tries = 100)
  void month_ofAnyBooks_addsUp(@ForAll("booksOfSummerTime") StudioBooks books) {
    MonthOfBooks month = books.month(YearMonth.of(2018, 11));

    for (Map<?, BigDecimal> receita : List.of(month.receitaByArtista(), month.receitaByForma())) {
      assertThat(sum(receita.values())).isEqualByComparingTo(month.receita());
    }
    for (Map<?, BigDecimal> despesas : List.of(month.gastosByForma(), month.gastosByCategoria())) {
      assertThat(sum(despesas.values())).isEqualByComparingTo(month.despesas());
    }
    assertThat(sum(month.comissaoByArtista().values()))
        .isEqualByComparingTo(month.totalComissoes());
    assertThat(month.sessoes()).containsAll(month.sessoesThatStay());
  }

  private static YearMonth month(int offset) {
    return GeneratedMonths.MONTH.plusMonths(offset);
  }

  private void delete(MonthOfBooks month) {
    studio.execute(
        String.format(
                Locale.ROOT,
                "update sessoes set payment_id = null where payment_id in (%s) and id in (%s);",
                list(month.pagamentos()),
                list(month.sessoesThatStay()))
            + String.format(
                Locale.ROOT, "delete from comissoes where id in (%s);", list(month.comissoes()))
            + String.format(
                Locale.ROOT,
                "with s as (delete from sessoes where id in (%s)) delete from pagamentos where id"
                    + " in (%s);",
                list(month.idsThatLeave(Tabela.SESSOES)),
                list(month.pagamentos()))
            + String.format(
                Locale.ROOT, "delete from gastos where id in (%s)", list(month.gastos())));
  }

  private static String list(Set<Integer> ids) {
    return ids.isEmpty()
        ? "null"
        : ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private List<List<String>> references() {
    return List.of(
        pairs("select id || '>' || coalesce(sessao_id, 0) from pagamentos order by id"),
        pairs("select id || '>' || coalesce(payment_id, 0) from sessoes order by id"),
        pairs("select id || '>' || coalesce(pagamento_id, 0) from comissoes order by id"),
        pairs("select id || '>' || valor from gastos order by id"));
  }

  private List<String> pairs(String sql) {
    return studio.column(sql).stream().map(String::valueOf).toList();
  }

  private static List<List<String>> references(StudioBooks books) {
    return List.of(
        books.pagamentos().stream().map(p -> pair(p.id(), p.sessao())).toList(),
        books.sessoes().stream().map(s -> pair(s.id(), s.pagamento())).toList(),
        books.comissoes().stream().map(c -> pair(c.id(), c.pagamento())).toList(),
        books.gastos().stream().map(g -> pair(g.id(), g.valor())).toList());
  }

  private static String pair(int id, @Nullable Object other) {
    return id + ">" + (other == null ? 0 : other);
  }

  private static BigDecimal sum(Collection<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
