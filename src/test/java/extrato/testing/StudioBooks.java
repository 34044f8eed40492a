package extrato.testing;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A studio's books as plain values, and what happens to them: an account of a month that does not
 * use the program's SQL, to compare the program with.
 */
public record StudioBooks(
    ZoneId zone,
    List<Person> artistas,
    List<Person> clientes,
    List<Pagamento> pagamentos,
    List<Sessao> sessoes,
    List<Comissao> comissoes,
    List<Gasto> gastos) {

  public StudioBooks {
    artistas = List.copyOf(artistas);
    clientes = List.copyOf(clientes);
    pagamentos = List.copyOf(pagamentos);
    sessoes = List.copyOf(sessoes);
    comissoes = List.copyOf(comissoes);
    gastos = List.copyOf(gastos);
  }

  /** An artist (a row of {@code users}) or a client. */
  public record Person(int id, String name) {}

  public record Pagamento(
      int id,
      LocalDate data,
      BigDecimal valor,
      String forma,
      @Nullable String observacoes,
      @Nullable Integer cliente,
      int artista,
      @Nullable Integer sessao) {}

  public record Sessao(
      int id,
      LocalDate data,
      BigDecimal valor,
      @Nullable String observacoes,
      int cliente,
      int artista,
      String status,
      @Nullable Integer pagamento) {

    private boolean isPaidByOneOf(Set<Integer> pagamentos) {
      return pagamento != null && pagamentos.contains(pagamento);
    }

    private Sessao withoutPagamento() {
      return new Sessao(id, data, valor, observacoes, cliente, artista, status, null);
    }
  }

  public record Comissao(
      int id,
      @Nullable Integer pagamento,
      int artista,
      BigDecimal percentual,
      BigDecimal valor,
      @Nullable String observacoes,
      @Nullable Instant createdAt) {}

  /** The category is also null if the studio has no such column. */
  public record Gasto(
      int id,
      LocalDate data,
      BigDecimal valor,
      @Nullable String descricao,
      String forma,
      int createdBy,
      @Nullable String categoria) {}

  /** What belongs to the month. */
  public MonthOfBooks month(YearMonth month) {
    return MonthOfBooks.of(this, month);
  }

  /** What is live after the month has been closed. */
  public StudioBooks afterClosing(YearMonth month) {
    MonthOfBooks gone = month(month);
    return new StudioBooks(
        zone,
        artistas,
        clientes,
        without(pagamentos, gone.pagamentos(), Pagamento::id),
        without(sessoes, gone.sessoesThatLeave(), Sessao::id).stream()
            .map(s -> s.isPaidByOneOf(gone.pagamentos()) ? s.withoutPagamento() : s)
            .toList(),
        without(comissoes, gone.comissoes(), Comissao::id),
        without(gastos, gone.gastos(), Gasto::id));
  }

  /** Puts everything into a database without books, in one transaction. */
  public void insertInto(StudioDatabase studio) {
    try {
      studio.using(
          connection -> {
            connection.setAutoCommit(false);
            new BooksInsert(this, connection).run();
            connection.commit();
          });
    } catch (SQLException e) {
      throw new IllegalStateException("books not inserted", e);
    }
  }

  private static <T> List<T> without(List<T> rows, Set<Integer> gone, ToIntFunction<T> id) {
    return rows.stream()
        .filter(row -> !gone.contains(id.applyAsInt(row)))
        .collect(Collectors.toList());
  }
}
