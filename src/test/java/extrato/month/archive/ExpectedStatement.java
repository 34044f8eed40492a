package extrato.month.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.studio.Tabela;
import extrato.testing.MonthOfBooks;
import extrato.testing.StudioBooks;
import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioBooks.Gasto;
import extrato.testing.StudioBooks.Pagamento;
import extrato.testing.StudioBooks.Person;
import extrato.testing.StudioBooks.Sessao;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A month's statement as the studio's page wants it, made from plain values instead of SQL. */
final class ExpectedStatement {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private final StudioBooks books;
  private final MonthOfBooks month;

  ExpectedStatement(StudioBooks books, YearMonth month) {
    this.books = books;
    this.month = books.month(month);
  }

  ArrayNode pagamentos() {
    ArrayNode list = JSON.createArrayNode();
    of(Tabela.PAGAMENTOS, books.pagamentos(), Pagamento::id)
        .sorted(Comparator.comparing(Pagamento::data).thenComparing(Pagamento::id))
        .forEach(
            p ->
                list.addObject()
                    .put("id", p.id())
                    .put("data", p.data().toString())
                    .put("cliente_name", cliente(p.cliente()))
                    .put("artista_name", artista(p.artista()))
                    .put("valor", p.valor())
                    .put("forma_pagamento", p.forma())
                    .put("observacoes", p.observacoes())
                    .put("sessao_id", p.sessao())
                    .put("sessao_data", sessaoData(p)));
    return list;
  }

  ArrayNode sessoes() {
    ArrayNode list = JSON.createArrayNode();
    of(Tabela.SESSOES, books.sessoes(), Sessao::id)
        .sorted(Comparator.comparing(Sessao::data).thenComparing(Sessao::id))
        .forEach(
            s ->
                list.addObject()
                    .put("id", s.id())
                    .put("data", s.data().toString())
                    .put("cliente_name", cliente(s.cliente()))
                    .put("artista_name", artista(s.artista()))
                    .put("valor", s.valor())
                    .put("status", s.status())
                    .put("observacoes", s.observacoes()));
    return list;
  }

  ArrayNode comissoes() {
    ArrayNode list = JSON.createArrayNode();
    of(Tabela.COMISSOES, books.comissoes(), Comissao::id)
        .sorted(Comparator.comparing(Comissao::id))
        .forEach(
            c -> {
              Pagamento p = c.pagamento() == null ? null : pagamento(c.pagamento());
              list.addObject()
                  .put("id", c.id())
                  .put("created_at", entered(c))
                  .put("artista_name", artista(c.artista()))
                  .put("cliente_name", p == null ? null : clienteOf(p))
                  .put("pagamento_valor", p == null ? null : p.valor())
                  .put("pagamento_data", p == null ? null : p.data().toString())
                  .put("percentual", c.percentual())
                  .put("valor", c.valor())
                  .put("observacoes", c.observacoes());
            });
    return list;
  }

  ArrayNode gastos() {
    ArrayNode list = JSON.createArrayNode();
    of(Tabela.GASTOS, books.gastos(), Gasto::id)
        .sorted(Comparator.comparing(Gasto::data).thenComparing(Gasto::id))
        .forEach(
            g ->
                list.addObject()
                    .put("id", g.id())
                    .put("data", g.data().toString())
                    .put("valor", g.valor())
                    .put("descricao", g.descricao())
                    .put("forma_pagamento", g.forma())
                    .put("categoria", g.categoria())
                    .put("created_by", g.createdBy()));
    return list;
  }

  ObjectNode totais() {
    ObjectNode totais = JSON.createObjectNode();
    totais
        .put("receita_total", month.receita())
        .put("total_pagamentos", month.receita())
        .put("comissoes_total", month.totalComissoes())
        .put("despesas_total", month.despesas())
        .put("saldo", month.saldo())
        .put("receita_liquida", month.receitaLiquida());
    byArtist(totais.putArray("por_artista"), id -> comissao(id).signum() > 0);
    byArtist(totais.putArray("receita_por_artista"), id -> true);
    by("forma", month.receitaByForma(), totais.putArray("por_forma_pagamento"));
    by("forma", month.gastosByForma(), totais.putArray("gastos_por_forma_pagamento"));
    by("categoria", month.gastosByCategoria(), totais.putArray("gastos_por_categoria"));
    ObjectNode counts = totais.putObject("quantidades");
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), month.ids(tabela).size());
    }
    totais.put("listas_omitidas", false);
    return totais;
  }

  private void byArtist(ArrayNode lines, IntPredicate shown) {
    TreeSet<Integer> ids =
        new TreeSet<>(Comparator.comparing(this::artista).thenComparing(id -> id));
    ids.addAll(month.receitaByArtista().keySet());
    ids.addAll(month.comissaoByArtista().keySet());
    for (int id : ids) {
      boolean namesake =
          ids.stream().anyMatch(other -> other != id && artista(other).equals(artista(id)));
      if (shown.test(id)) {
        lines
            .addObject()
            .put("artista", namesake ? artista(id) + " (" + id + ")" : artista(id))
            .put("receita", month.receitaByArtista().getOrDefault(id, NOTHING))
            .put("comissao", comissao(id));
      }
    }
  }

  private BigDecimal comissao(int artista) {
    return month.comissaoByArtista().getOrDefault(artista, NOTHING);
  }

  /** As the studio's clock showed it. */
  private @Nullable String entered(Comissao c) {
    return c.createdAt() == null
        ? null
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(c.createdAt().atZone(books.zone()));
  }

  private static void by(String key, Map<String, BigDecimal> sums, ArrayNode lines) {
    sums.forEach((name, sum) -> lines.addObject().put(key, name).put("total", sum));
  }

  private <T> Stream<T> of(Tabela tabela, List<T> rows, ToIntFunction<T> id) {
    return rows.stream().filter(row -> month.ids(tabela).contains(id.applyAsInt(row)));
  }

  private @Nullable String sessaoData(Pagamento p) {
    return books.sessoes().stream()
        .filter(s -> Integer.valueOf(s.id()).equals(p.sessao()))
        .map(Sessao::data)
        .map(LocalDate::toString)
        .findFirst()
        .orElse(null);
  }

  /** The payment's client, else that of the first session that belongs to it. */
  private @Nullable String clienteOf(Pagamento p) {
    return p.cliente() != null
        ? cliente(p.cliente())
        : books.sessoes().stream()
            .filter(
                s ->
                    Integer.valueOf(s.id()).equals(p.sessao())
                        || Integer.valueOf(p.id()).equals(s.pagamento()))
            .min(Comparator.comparing(Sessao::id))
            .map(s -> cliente(s.cliente()))
            .orElse(null);
  }

  private Pagamento pagamento(int id) {
    return books.pagamentos().stream().filter(p -> p.id() == id).findFirst().orElseThrow();
  }

  private @Nullable String cliente(@Nullable Integer id) {
    return id == null ? null : name(books.clientes(), id);
  }

  private String artista(int id) {
    return name(books.artistas(), id);
  }

  private static String name(List<Person> people, int id) {
    return people.stream().filter(p -> p.id() == id).findFirst().orElseThrow().name();
  }
}
