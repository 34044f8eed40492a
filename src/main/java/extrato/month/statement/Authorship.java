package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.archive.LegacyStatement;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Checks quickly whether the statement in {@code extratos} is the one that this tool wrote last;
 * {@code extrato verify} proves it.
 */
final class Authorship {
  private static final Map<Tabela, String> TOTALS =
      Map.of(
          Tabela.PAGAMENTOS, "receita_total",
          Tabela.COMISSOES, "comissoes_total",
          Tabela.GASTOS, "despesas_total");

  private final MonthBooks books;
  private final JsonNode totais;
  private final Map<Tabela, ListSums> lists;

  /**
   * @param lists the lists that could be read
   */
  Authorship(MonthBooks books, JsonNode totais, Map<Tabela, ListSums> lists) {
    this.books = books;
    this.totais = totais;
    this.lists = lists;
  }

  /** For a month that this tool closed: whether totals and lists are still those of its version. */
  boolean isOurs() {
    if (KeptStatements.of(books).of(books.month()).isOverwritten()) {
      return false;
    }
    if (totais.path("listas_omitidas").asBoolean(false)) {
      return lists.values().stream().allMatch(list -> list.records() == 0);
    }
    // The old generator's totals need not agree with its lists.
    boolean addsUp = LegacyStatement.isUnder(books) || sumsAgree();
    return addsUp && lists.size() == Tabela.values().length && countsAgree();
  }

  private boolean countsAgree() {
    JsonNode counts = totais.path("quantidades");
    return lists.entrySet().stream()
        .allMatch(
            list -> counts.path(list.getKey().table()).asLong(-1) == list.getValue().records());
  }

  private boolean sumsAgree() {
    return TOTALS.entrySet().stream()
        .allMatch(
            total -> {
              BigDecimal said = StoredJson.amount(totais.path(total.getValue()));
              BigDecimal sum = lists.getOrDefault(total.getKey(), new ListSums()).valor();
              return said != null && said.compareTo(sum) == 0;
            });
  }
}
