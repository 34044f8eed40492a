package extrato.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.archive.Totals.Dimension;
import extrato.archive.Totals.Sum;
import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.selection.MonthRows;
import extrato.settings.Settings;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The month's row in {@code extratos}: what the studio's web page shows of a closed month. */
public final class Statement {
  private static final String LISTS =
      MonthRows.archivePrelude() + Sql.load(Statement.class, "statement_lists.sql");
  private static final String NO_LISTS = Sql.load(Statement.class, "no_lists.sql");
  private static final String READ_BACK = Sql.load(Statement.class, "statement_totals.sql");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Books books;
  private final Settings settings;
  private final Totals totals;
  private final Map<String, String> artists;
  private final boolean listsOmitted;

  private Statement(Books books, Settings settings, Totals totals, Map<String, String> artists) {
    this.books = books;
    this.settings = settings;
    this.totals = totals;
    this.artists = artists;
    this.listsOmitted = totals.records() > settings.statementLimit();
  }

  public static Statement of(Books books, Settings settings, Totals totals) {
    return new Statement(books, settings, totals, artistNames(books, totals));
  }

  public boolean listsOmitted() {
    return listsOmitted;
  }

  /** Writes the row, or replaces it by this newer version. */
  public void write() {
    StatementForm form = StatementForm.of(books, settings.encoding());
    String values =
        StatementForm.COLUMNS.stream()
            .map(
                column ->
                    form.expression(
                            column.equals("totais") ? "cast(:totais as json)" : "listas." + column,
                            column)
                        + " as "
                        + column)
            .collect(Collectors.joining(", "));
    String lists = listsOmitted ? NO_LISTS : LISTS;
    int updated =
        run(
            lists
                + """
                update :"studio".extratos e
                set pagamentos = n.pagamentos, sessoes = n.sessoes, comissoes = n.comissoes, gastos = n.gastos,
                  totais = n.totais
                from (select %s from listas) n
                where e.ano = :ano and e.mes = :mes"""
                    .formatted(values));
    if (updated == 0) {
      run(
          lists
              + """
              insert into :"studio".extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)
              select :mes, :ano, %s from listas"""
                  .formatted(values));
    }
  }

  /** Reads the row back and stops unless it adds up to what the records did. */
  public void proveWritten() {
    if (!listsOmitted) {
      Totals written =
          ArchiveTotals.read(
              books
                  .query(READ_BACK)
                  .bind("ano", books.month().year())
                  .bind("mes", books.month().month()));
      List<String> differences =
          totals
              .withArtists(id -> artists.getOrDefault(id, ""))
              .differencesTo(written, "statement");
      if (!differences.isEmpty()) {
        throw new Failure.NotProven(
            "the statement does not add up to the records: " + differences.get(0),
            "this is a fault of the tool or of a trigger on extratos: please report it");
      }
    }
  }

  /** {@code totais} as the web page reads it. */
  public String totalsJson() {
    try {
      return JSON.writeValueAsString(totalsTree());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public Totals totals() {
    return totals;
  }

  public String artist(String id) {
    return artists.getOrDefault(id, "");
  }

  private int run(String sql) {
    return books
        .update(sql)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .bind("totais", totalsJson())
        .execute();
  }

  private ObjectNode totalsTree() {
    Money receita = totals.of(Tabela.PAGAMENTOS).money();
    Money comissoes = totals.of(Tabela.COMISSOES).money();
    Money despesas = totals.of(Tabela.GASTOS).money();
    ObjectNode tree = JSON.createObjectNode();
    tree.put("receita_total", receita.amount());
    tree.put("total_pagamentos", receita.amount());
    tree.put("comissoes_total", comissoes.amount());
    tree.put("despesas_total", despesas.amount());
    tree.put("saldo", receita.minus(despesas).amount());
    tree.put("receita_liquida", receita.minus(comissoes).minus(despesas).amount());
    byArtist(tree.putArray("por_artista"));
    by(Dimension.RECEITA_POR_FORMA, "forma", tree.putArray("por_forma_pagamento"));
    by(Dimension.GASTOS_POR_FORMA, "forma", tree.putArray("gastos_por_forma_pagamento"));
    by(Dimension.GASTOS_POR_CATEGORIA, "categoria", tree.putArray("gastos_por_categoria"));
    ObjectNode counts = tree.putObject("quantidades");
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), totals.of(tabela).records());
    }
    tree.put("listas_omitidas", listsOmitted);
    return tree;
  }

  /** An artist is a person, not a name: two of one name have a line each. */
  private void byArtist(ArrayNode lines) {
    Map<String, Sum> revenue = totals.by(Dimension.RECEITA_POR_ARTISTA);
    Map<String, Sum> commission = totals.by(Dimension.COMISSAO_POR_ARTISTA);
    TreeSet<String> ids =
        new TreeSet<>(java.util.Comparator.comparing(this::artist).thenComparing(id -> id));
    ids.addAll(revenue.keySet());
    ids.addAll(commission.keySet());
    for (String id : ids) {
      ObjectNode line = lines.addObject();
      line.put("artista", artist(id));
      line.put("receita", revenue.getOrDefault(id, Sum.NONE).money().amount());
      line.put("comissao", commission.getOrDefault(id, Sum.NONE).money().amount());
    }
  }

  private void by(Dimension dimension, String key, ArrayNode lines) {
    totals
        .by(dimension)
        .forEach(
            (value, sum) -> lines.addObject().put(key, value).put("total", sum.money().amount()));
  }

  static Map<String, String> artistNames(Books books, Totals totals) {
    TreeSet<String> ids = new TreeSet<>(totals.by(Dimension.RECEITA_POR_ARTISTA).keySet());
    ids.addAll(totals.by(Dimension.COMISSAO_POR_ARTISTA).keySet());
    Map<String, String> names = new HashMap<>();
    books
        .query("select id::text as id, name from :\"studio\".users where id::text = any(:ids)")
        .bindArray("ids", String.class, ids)
        .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }
}
