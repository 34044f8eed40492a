package extrato.testing;

import extrato.studio.Tabela;
import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioBooks.Gasto;
import extrato.testing.StudioBooks.Pagamento;
import extrato.testing.StudioBooks.Sessao;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The ids of the records that belong to a month, and their totals.
 *
 * @param sessoesThatStay those of {@code sessoes} that a payment outside the month also refers to
 * @param comissoesOfNoMonth commissions with neither payment nor date, of whatever month
 */
public record MonthOfBooks(
    NavigableSet<Integer> pagamentos,
    NavigableSet<Integer> sessoes,
    NavigableSet<Integer> sessoesThatStay,
    NavigableSet<Integer> comissoes,
    NavigableSet<Integer> gastos,
    NavigableSet<Integer> comissoesOfNoMonth,
    BigDecimal receita,
    BigDecimal totalComissoes,
    BigDecimal despesas,
    NavigableMap<Integer, BigDecimal> receitaByArtista,
    NavigableMap<Integer, BigDecimal> comissaoByArtista,
    NavigableMap<String, BigDecimal> receitaByForma,
    NavigableMap<String, BigDecimal> gastosByForma,
    NavigableMap<String, BigDecimal> gastosByCategoria) {

  /** The category of expenses without a category. */
  public static final String NO_CATEGORY = "Outros";

  static MonthOfBooks of(StudioBooks books, YearMonth month) {
    List<Pagamento> pagamentos =
        books.pagamentos().stream().filter(p -> in(month, p.data())).toList();
    List<Pagamento> others = books.pagamentos().stream().filter(p -> !in(month, p.data())).toList();
    List<Sessao> sessoes = books.sessoes().stream().filter(paidByOneOf(pagamentos)).toList();
    List<Sessao> staying = sessoes.stream().filter(paidByOneOf(others)).toList();
    List<Comissao> comissoes =
        books.comissoes().stream().filter(c -> isOf(month, c, pagamentos, books)).toList();
    List<Gasto> gastos = books.gastos().stream().filter(g -> in(month, g.data())).toList();
    return new MonthOfBooks(
        ids(pagamentos, Pagamento::id),
        ids(sessoes, Sessao::id),
        ids(staying, Sessao::id),
        ids(comissoes, Comissao::id),
        ids(gastos, Gasto::id),
        ids(
            books.comissoes().stream()
                .filter(c -> c.pagamento() == null && c.createdAt() == null)
                .toList(),
            Comissao::id),
        sum(pagamentos, Pagamento::valor),
        sum(comissoes, Comissao::valor),
        sum(gastos, Gasto::valor),
        sums(pagamentos, Pagamento::artista, Pagamento::valor),
        sums(comissoes, Comissao::artista, Comissao::valor),
        sums(pagamentos, Pagamento::forma, Pagamento::valor),
        sums(gastos, Gasto::forma, Gasto::valor),
        sums(gastos, g -> g.categoria() == null ? NO_CATEGORY : g.categoria(), Gasto::valor));
  }

  public NavigableSet<Integer> ids(Tabela table) {
    return switch (table) {
      case PAGAMENTOS -> pagamentos;
      case SESSOES -> sessoes;
      case COMISSOES -> comissoes;
      case GASTOS -> gastos;
    };
  }

  /** The ids that the closing deletes from the table. */
  public NavigableSet<Integer> idsThatLeave(Tabela table) {
    return table == Tabela.SESSOES ? sessoesThatLeave() : ids(table);
  }

  NavigableSet<Integer> sessoesThatLeave() {
    NavigableSet<Integer> leaving = new TreeSet<>(sessoes);
    leaving.removeAll(sessoesThatStay);
    return leaving;
  }

  public int records() {
    return pagamentos.size() + sessoes.size() + comissoes.size() + gastos.size();
  }

  public boolean isEmpty() {
    return records() == 0;
  }

  public BigDecimal saldo() {
    return receita.subtract(despesas);
  }

  public BigDecimal receitaLiquida() {
    return saldo().subtract(totalComissoes);
  }

  private static boolean in(YearMonth month, LocalDate day) {
    return YearMonth.from(day).equals(month);
  }

  private static Predicate<Sessao> paidByOneOf(Collection<Pagamento> pagamentos) {
    return sessao ->
        pagamentos.stream()
            .anyMatch(
                p ->
                    Integer.valueOf(p.id()).equals(sessao.pagamento())
                        || Integer.valueOf(sessao.id()).equals(p.sessao()));
  }

  private static boolean isOf(
      YearMonth month, Comissao comissao, List<Pagamento> pagamentos, StudioBooks books) {
    if (comissao.pagamento() != null) {
      return pagamentos.stream().anyMatch(p -> comissao.pagamento().equals(p.id()));
    }
    Instant createdAt = comissao.createdAt();
    return createdAt != null && in(month, LocalDate.ofInstant(createdAt, books.zone()));
  }

  private static <T> NavigableSet<Integer> ids(List<T> rows, Function<T, Integer> id) {
    return rows.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> BigDecimal sum(List<T> rows, Function<T, BigDecimal> valor) {
    return rows.stream().map(valor).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  private static <T, K extends Comparable<K>> NavigableMap<K, BigDecimal> sums(
      List<T> rows, Function<T, K> key, Function<T, BigDecimal> valor) {
    Map<K, List<T>> groups = rows.stream().collect(Collectors.groupingBy(key));
    NavigableMap<K, BigDecimal> sums = new TreeMap<>();
    groups.forEach((group, members) -> sums.put(group, sum(members, valor)));
    return sums;
  }
}
