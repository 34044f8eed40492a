package extrato.work.restoring;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.selection.MonthRows;
import extrato.month.statement.Item;
import extrato.month.statement.KeptItems;
import extrato.month.statement.StoredJson;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a statement tells that neither the records to put back nor the live ones do: it is all that
 * is left of it. The old generator named no ids of commissions and expenses; of those, only the
 * amounts can be looked for.
 */
final class ToldByStatement {
  static final String NAME = "the statement";

  private static final int SHOWN = 20;
  private static final int AT_ONCE = 500;
  private static final String TOLD = "is told by the statement alone";

  /**
   * How often each amount is among the records of one table that come back or are live, and that
   * the statement does not name.
   */
  private static final String AMOUNTS =
      MonthRows.selectionPrelude()
          + """
          , conhecido as (
            select f.id::bigint as id, f.valor from :staged_table f
            union
            select f.id::bigint, f.valor from :left_table f
            union
            select t.id::bigint, t.valor
            from :live_table t
            where t.id in (select m.id from :of_month m)
              and not exists (select from :staged_table f where f.id = t.id)
          )
          select c.valor::numeric as valor, count(*) as registros
          from conhecido c
          where not exists (select from pg_temp.extrato_ditos d where d.tabela = :tabela and d.id = c.id)
            and c.valor <> 'NaN'
          group by c.valor
          """;

  /** What is compared of a record, where both sides have it. */
  private static final Map<Tabela, List<String>> FIELDS =
      Map.of(
          Tabela.PAGAMENTOS, List.of("data", "valor", "forma_pagamento", "observacoes"),
          Tabela.SESSOES, List.of("data", "valor", "status", "observacoes"),
          Tabela.COMISSOES, List.of("valor", "percentual", "observacoes"),
          Tabela.GASTOS, List.of("data", "valor", "descricao", "forma_pagamento", "categoria"));

  private final MonthBooks books;
  private final Stage stage;
  private final List<OtherValue> first = new ArrayList<>();
  private final List<String> unnamed = new ArrayList<>();
  private long lost;
  private long other;

  private ToldByStatement(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /**
   * What was found.
   *
   * @param alone what only the statement tells
   * @param unnamed the records that come back and that it does not name
   */
  record Told(Deviation alone, List<String> unnamed) {}

  static Told of(Stage stage) {
    ToldByStatement told = new ToldByStatement(stage.books(), stage);
    told.read();
    return new Told(new Deviation(NAME, told.lost, 0, told.other, told.first, null), told.unnamed);
  }

  private void read() {
    books
        .update("create temporary table extrato_ditos (tabela text, id bigint) on commit drop")
        .execute();
    JsonNode totais = KeptItems.totais(books);
    for (Tabela tabela : Tabela.values()) {
      books.checkInterruption();
      read(tabela, totais);
    }
  }

  private void read(Tabela tabela, JsonNode totais) {
    Map<Long, Item> batch = new LinkedHashMap<>();
    Map<String, Long> amounts = new TreeMap<>();
    BigDecimal[] sum = {BigDecimal.ZERO};
    boolean whole =
        KeptItems.forEach(
            books,
            tabela,
            item -> {
              sum[0] = sum[0].add(item.amountOrZero("valor"));
              Long id = item.id("id");
              if (id == null) {
                amounts.merge(cents(item.amountOrZero("valor")), 1L, Long::sum);
                return;
              }
              if (batch.containsKey(id) || batch.size() == AT_ONCE) {
                compare(tabela, batch);
              }
              batch.put(id, item);
            });
    compare(tabela, batch);
    if (!whole) {
      lost++;
      show(tabela.table(), null, null, null, null, "of the statement cannot be read");
    }
    compareAmounts(tabela, amounts);
    compareTotal(tabela, totais, sum[0]);
    if (whole && amounts.isEmpty() && hasItems(tabela)) {
      unnamed.addAll(notNamed(tabela));
    }
  }

  private void compare(Tabela tabela, Map<Long, Item> batch) {
    if (batch.isEmpty()) {
      return;
    }
    books
        .update(
            "insert into pg_temp.extrato_ditos select :tabela, x.id from pg_catalog.unnest(:ids) as"
                + " x (id)")
        .bind("tabela", tabela.table())
        .bindArray("ids", Long.class, batch.keySet())
        .execute();
    List<String> fields =
        FIELDS.getOrDefault(tabela, List.of()).stream()
            .filter(name -> stage.hasAll(tabela, List.of(name)))
            .toList();
    Map<Long, List<Found>> found = found(tabela, fields, batch);
    batch.forEach((id, item) -> compare(tabela, id, item, fields, found.get(id)));
    batch.clear();
  }

  /** A record as it comes back, or as it is live. */
  private record Found(boolean live, List<@Nullable String> values) {}

  private Map<Long, List<Found>> found(Tabela tabela, List<String> fields, Map<Long, Item> batch) {
    String staged = select("false", Stage.table(tabela), fields);
    String live = select("true", ":\"studio\"." + tabela.table(), fields);
    Map<Long, List<Found>> found = new HashMap<>();
    books
        .query(staged + " union all " + live)
        .bindArray("ids", Long.class, batch.keySet())
        .map(
            (row, context) -> {
              List<@Nullable String> values = new ArrayList<>();
              for (int i = 0; i < fields.size(); i++) {
                values.add(row.getString("c" + i));
              }
              return found
                  .computeIfAbsent(row.getLong("id"), id -> new ArrayList<>())
                  .add(new Found(row.getBoolean("vivo"), values));
            })
        .list();
    return found;
  }

  private static String select(String live, String table, List<String> fields) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      String column = "x." + Sql.quoted(fields.get(i));
      columns.append(
          String.format(
              Locale.ROOT,
              ", case when pg_catalog.num_nulls(%s) = 0 then pg_catalog.concat(%s) end as c%d",
              column,
              column,
              i));
    }
    return String.format(
        Locale.ROOT,
        "select x.id::bigint as id, %s as vivo%s from %s x where x.id = any(:ids)",
        live,
        columns,
        table);
  }

  private void compare(
      Tabela tabela, long id, Item item, List<String> fields, @Nullable List<Found> found) {
    if (found == null) {
      lost++;
      show(tabela.table(), id, null, null, null, TOLD);
      return;
    }
    // A session that is live is what the application has made of it since.
    boolean known =
        (tabela == Tabela.SESSOES && found.stream().anyMatch(Found::live))
            || found.stream().anyMatch(one -> differing(item, fields, one).isEmpty());
    if (!known) {
      other++;
      Found one = found.get(0);
      differing(item, fields, one)
          .forEach(
              i ->
                  show(
                      tabela.table(),
                      id,
                      fields.get(i),
                      one.values().get(i),
                      item.text(fields.get(i)),
                      "differs from the statement"));
    }
  }

  private static List<Integer> differing(Item item, List<String> fields, Found found) {
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i);
      if (item.fields().has(name)
          && !Objects.equals(normal(name, item.text(name)), normal(name, found.values().get(i)))) {
        differing.add(i);
      }
    }
    return differing;
  }

  /** The old generator counted in binary floating point, and wrote a day as a moment at times. */
  private static String normal(String name, @Nullable String value) {
    String text = value == null ? "" : value.strip();
    return switch (name) {
      case "valor", "percentual" -> {
        BigDecimal amount = text.isEmpty() ? null : amount(text);
        yield amount == null ? text : cents(amount);
      }
      case "data" -> text.length() > 10 ? text.substring(0, 10) : text;
      default -> text;
    };
  }

  private static @Nullable BigDecimal amount(String text) {
    return StoredJson.amount(com.fasterxml.jackson.databind.node.TextNode.valueOf(text));
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private void compareAmounts(Tabela tabela, Map<String, Long> told) {
    if (told.isEmpty()) {
      return;
    }
    Map<String, Long> known = new HashMap<>();
    books
        .query(
            AMOUNTS
                .replace(":staged_table", Stage.table(tabela))
                .replace(":left_table", LeftLive.table(tabela))
                .replace(":live_table", ":\"studio\"." + tabela.table())
                .replace(":of_month", tabela.table() + "_do_mes"))
        .bind("tabela", tabela.table())
        .map(
            (row, context) ->
                known.merge(
                    cents(Objects.requireNonNullElse(row.getBigDecimal("valor"), BigDecimal.ZERO)),
                    row.getLong("registros"),
                    Long::sum))
        .list();
    told.forEach(
        (amount, count) -> {
          long missing = count - known.getOrDefault(amount, 0L);
          if (missing > 0) {
            lost += missing;
            show(tabela.table(), null, "valor", null, amount, times(missing) + TOLD);
          }
        });
  }

  private static String times(long count) {
    return count == 1 ? "" : count + " times ";
  }

  /** Where the lists do not add up to it, a total tells more than they do. */
  private void compareTotal(Tabela tabela, JsonNode totais, BigDecimal listed) {
    List<String> names =
        switch (tabela) {
          case PAGAMENTOS -> List.of("receita_total", "total_pagamentos");
          case COMISSOES -> List.of("comissoes_total");
          case GASTOS -> List.of("despesas_total");
          case SESSOES -> List.of();
        };
    for (String name : names) {
      BigDecimal said = StoredJson.amount(totais.path(name));
      if (said != null
          && !cents(said).equals(cents(listed))
          && !cents(said).equals(cents(sum(tabela)))) {
        lost++;
        show("totais", null, name, cents(sum(tabela)), said.toPlainString(), TOLD);
        return;
      }
    }
  }

  private BigDecimal sum(Tabela tabela) {
    return books
        .query(
            String.format(
                Locale.ROOT,
                "select coalesce(pg_catalog.sum(x.valor), 0) from (select valor from %s union all"
                    + " select valor from %s) x where x.valor <> 'NaN'",
                Stage.table(tabela),
                LeftLive.table(tabela)))
        .mapTo(BigDecimal.class)
        .one();
  }

  private boolean hasItems(Tabela tabela) {
    return books
        .query("select exists (select from pg_temp.extrato_ditos d where d.tabela = :tabela)")
        .bind("tabela", tabela.table())
        .mapTo(boolean.class)
        .one();
  }

  private List<String> notNamed(Tabela tabela) {
    List<String> ids =
        books
            .query(
                String.format(
                    Locale.ROOT,
                    "select s.id::text from %s s where not exists (select from"
                        + " pg_temp.extrato_ditos d where d.tabela = :tabela and d.id = s.id) order"
                        + " by s.id limit %d",
                    Stage.table(tabela),
                    SHOWN + 1))
            .bind("tabela", tabela.table())
            .mapTo(String.class)
            .list();
    return ids.isEmpty()
        ? List.of()
        : List.of(
            tabela.table()
                + " id "
                + ids.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (ids.size() > SHOWN ? " and more" : ""));
  }

  private void show(
      String table,
      @Nullable Long id,
      @Nullable String column,
      @Nullable String inFile,
      @Nullable String expected,
      String what) {
    if (first.size() < SHOWN) {
      first.add(new OtherValue(table, id, column, inFile, expected, what));
    }
  }
}
