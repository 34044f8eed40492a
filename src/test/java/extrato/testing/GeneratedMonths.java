package extrato.testing;

import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioBooks.Gasto;
import extrato.testing.StudioBooks.Pagamento;
import extrato.testing.StudioBooks.Person;
import extrato.testing.StudioBooks.Sessao;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Small random books over three neighbouring months, in which any payment and any session may point
 * at any other.
 */
public final class GeneratedMonths {
  public static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");
  public static final YearMonth MONTH = YearMonth.of(2025, 9);

  private static final List<Person> ARTISTAS =
      List.of(new Person(1, "Ana Souza"), new Person(2, "Ana Souza"), new Person(3, "Zé, \"o\""));
  private static final List<Person> CLIENTES =
      List.of(new Person(1, "João\nda Silva"), new Person(2, ""));

  private final YearMonth middle;

  private GeneratedMonths(YearMonth middle) {
    this.middle = middle;
  }

  /** The books of August to October 2025. */
  public static Arbitrary<StudioBooks> books() {
    return around(MONTH);
  }

  /** The books of the month and its neighbours. */
  public static Arbitrary<StudioBooks> around(YearMonth middle) {
    GeneratedMonths months = new GeneratedMonths(middle);
    return Combinators.combine(
            upTo(12, months.pagamento()),
            upTo(10, months.sessao()),
            upTo(10, months.comissao()),
            upTo(5, months.gasto()))
        .as(GeneratedMonths::numbered);
  }

  private static <T> Arbitrary<List<T>> upTo(int size, Arbitrary<T> rows) {
    return rows.list().ofMaxSize(size).withSizeDistribution(RandomDistribution.uniform());
  }

  /** Replaces the random numbers in references by existing ids. */
  private static StudioBooks numbered(
      List<Pagamento> pagamentos,
      List<Sessao> sessoes,
      List<Comissao> comissoes,
      List<Gasto> gastos) {
    return new StudioBooks(
        ZONE,
        ARTISTAS,
        CLIENTES,
        byIndex(pagamentos, i -> numbered(pagamentos.get(i), i + 1, sessoes.size())),
        byIndex(sessoes, i -> numbered(sessoes.get(i), i + 1, pagamentos.size())),
        byIndex(comissoes, i -> numbered(comissoes.get(i), i + 1, pagamentos.size())),
        byIndex(gastos, i -> numbered(gastos.get(i), i + 1)));
  }

  private static Pagamento numbered(Pagamento p, int id, int sessoes) {
    return new Pagamento(
        id,
        p.data(),
        p.valor(),
        p.forma(),
        p.observacoes(),
        p.cliente(),
        p.artista(),
        oneOf(sessoes, p.sessao()));
  }

  private static Sessao numbered(Sessao s, int id, int pagamentos) {
    return new Sessao(
        id,
        s.data(),
        s.valor(),
        s.observacoes(),
        s.cliente(),
        s.artista(),
        s.status(),
        oneOf(pagamentos, s.pagamento()));
  }

  private static Comissao numbered(Comissao c, int id, int pagamentos) {
    return new Comissao(
        id,
        oneOf(pagamentos, c.pagamento()),
        c.artista(),
        c.percentual(),
        c.valor(),
        c.observacoes(),
        c.createdAt());
  }

  private static Gasto numbered(Gasto g, int id) {
    return new Gasto(
        id, g.data(), g.valor(), g.descricao(), g.forma(), g.createdBy(), g.categoria());
  }

  private static @Nullable Integer oneOf(int count, @Nullable Integer any) {
    return any == null || count == 0 ? null : Integer.valueOf(1 + any % count);
  }

  private static <T> List<T> byIndex(List<T> rows, IntFunction<T> row) {
    return IntStream.range(0, rows.size()).mapToObj(row).toList();
  }

  private Arbitrary<Pagamento> pagamento() {
    return Combinators.combine(
            day(), amount(), forma(), text(), client().injectNull(0.2), artist(), reference())
        .as(
            (data, valor, forma, observacoes, cliente, artista, sessao) ->
                new Pagamento(0, data, valor, forma, observacoes, cliente, artista, sessao))
        .withoutEdgeCases();
  }

  private Arbitrary<Sessao> sessao() {
    Arbitrary<String> status = Arbitraries.of("active", "paid", "completed", "cancelled", "");
    return Combinators.combine(day(), amount(), text(), client(), artist(), status, reference())
        .as(
            (data, valor, observacoes, cliente, artista, at, pagamento) ->
                new Sessao(0, data, valor, observacoes, cliente, artista, at, pagamento))
        .withoutEdgeCases();
  }

  private Arbitrary<Comissao> comissao() {
    Arbitrary<BigDecimal> percent = Arbitraries.of("0.00", "33.33", "100.00").map(BigDecimal::new);
    return Combinators.combine(reference(), artist(), percent, amount(), text(), instant())
        .as(
            (pagamento, artista, percentual, valor, observacoes, createdAt) ->
                new Comissao(0, pagamento, artista, percentual, valor, observacoes, createdAt))
        .withoutEdgeCases();
  }

  private Arbitrary<Gasto> gasto() {
    Arbitrary<String> categoria =
        Arbitraries.of("Tintas", MonthOfBooks.NO_CATEGORY, "Luz, água").injectNull(0.3);
    return Combinators.combine(day(), amount(), text(), forma(), artist(), categoria)
        .as(
            (data, valor, descricao, forma, createdBy, of) ->
                new Gasto(0, data, valor, descricao, forma, createdBy, of))
        .withoutEdgeCases();
  }

  /** First, middle and last days of the three months, and of the same month a year before. */
  private Arbitrary<LocalDate> day() {
    List<LocalDate> days =
        Stream.concat(months(), Stream.of(middle.minusYears(1)))
            .flatMap(month -> Stream.of(month.atDay(1), month.atDay(15), month.atEndOfMonth()))
            .toList();
    return Arbitraries.of(days);
  }

  /** Around the starts of the three months by the studio's clock, or none. */
  private Arbitrary<Instant> instant() {
    List<Instant> instants =
        Stream.concat(months(), Stream.of(middle.plusMonths(2)))
            .map(month -> month.atDay(1).atStartOfDay(ZONE).toInstant())
            .flatMap(
                start ->
                    Stream.of(
                        start.minus(1, ChronoUnit.MICROS), start, start.plus(9, ChronoUnit.DAYS)))
            .toList();
    return Arbitraries.of(instants).injectNull(0.2);
  }

  /** The month itself twice, so that it is drawn more often. */
  private Stream<YearMonth> months() {
    return Stream.of(middle, middle, middle.minusMonths(1), middle.plusMonths(1));
  }

  private static Arbitrary<Integer> reference() {
    return Arbitraries.integers().between(0, 59).injectNull(0.4);
  }

  private static Arbitrary<BigDecimal> amount() {
    return Arbitraries.of(Nasty.AMOUNTS);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.of(Nasty.TEXTS).injectNull(0.3);
  }

  private static Arbitrary<String> forma() {
    return Arbitraries.of(Nasty.FORMAS);
  }

  private static Arbitrary<Integer> client() {
    return Arbitraries.of(CLIENTES).map(Person::id);
  }

  private static Arbitrary<Integer> artist() {
    return Arbitraries.of(ARTISTAS).map(Person::id);
  }
}
