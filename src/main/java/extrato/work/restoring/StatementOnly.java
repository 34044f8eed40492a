package extrato.work.restoring;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.statement.Item;
import extrato.month.statement.KeptItems;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.math.BigDecimal;
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
 * What a statement contains that neither the records to put back nor the live ones do, so that only
 * the statement is left of it. The old generator wrote no ids for commissions and expenses; of
 * those, only the amounts can be compared.
 */
final class StatementOnly {
  private static final int SHOWN = 20;
  private static final int AT_ONCE = 500;

  /** The fields that are compared, if both sides have them. */
  private static final Map<Tabela, List<String>> FIELDS =
      Map.of(
          Tabela.PAGAMENTOS, List.of("data", "valor", "forma_pagamento", "observacoes"),
          Tabela.SESSOES, List.of("data", "valor", "status", "observacoes"),
          Tabela.COMISSOES, List.of("valor", "percentual", "observacoes"),
          Tabela.GASTOS, List.of("data", "valor", "descricao", "forma_pagamento", "categoria"));

  private final MonthBooks books;
  private final Stage stage;
  private final StatementOnlyItems alone = new StatementOnlyItems();
  private final StatementAmounts amounts;
  private final List<String> unnamed = new ArrayList<>();

  private StatementOnly(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
    this.amounts = new StatementAmounts(books, alone);
  }

  /**
   * The result.
   *
   * @param alone what only the statement contains
   * @param unnamed the records that come back although the statement does not name them
   */
  record Told(Deviation alone, List<String> unnamed) {}

  static Told of(Stage stage) {
    StatementOnly told = new StatementOnly(stage.books(), stage);
    told.read();
    return new Told(told.alone.deviation(), told.unnamed);
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
    Map<String, Long> withoutId = new TreeMap<>();
    BigDecimal[] sum = {BigDecimal.ZERO};
    boolean whole =
        KeptItems.forEach(
            books,
            tabela,
            item -> {
              sum[0] = sum[0].add(item.amountOrZero("valor"));
              Long id = item.id("id");
              if (id == null) {
                withoutId.merge(StatementAmounts.cents(item.amountOrZero("valor")), 1L, Long::sum);
                return;
              }
              if (batch.containsKey(id) || batch.size() == AT_ONCE) {
                compare(tabela, batch);
              }
              batch.put(id, item);
            });
    compare(tabela, batch);
    if (!whole) {
      alone.lost(1, OtherValue.missing(tabela.table(), null, "of the statement cannot be read"));
    }
    amounts.compare(tabela, withoutId);
    amounts.compareTotal(tabela, totais, sum[0]);
    if (whole && withoutId.isEmpty() && hasItems(tabela)) {
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
      columns.append(", ").append(Sql.text("x." + Sql.quoted(fields.get(i)))).append(" as c" + i);
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
      alone.lost(1, OtherValue.missing(tabela.table(), id, StatementOnlyItems.TOLD));
      return;
    }
    // A live session is as the application has changed it.
    boolean known =
        (tabela == Tabela.SESSOES && found.stream().anyMatch(Found::live))
            || found.stream().anyMatch(one -> differing(item, fields, one).isEmpty());
    if (!known) {
      Found one = found.get(0);
      alone.other(
          differing(item, fields, one).stream()
              .map(
                  i ->
                      new OtherValue(
                          tabela.table(),
                          id,
                          fields.get(i),
                          one.values().get(i),
                          item.text(fields.get(i)),
                          "differs from the statement"))
              .toList());
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

  /** The old generator used binary floating point, and sometimes wrote a day as a moment. */
  private static String normal(String name, @Nullable String value) {
    String text = value == null ? "" : value.strip();
    return switch (name) {
      case "valor", "percentual" -> {
        BigDecimal amount = Money.inText(text);
        yield amount == null ? text : StatementAmounts.cents(amount);
      }
      case "data" -> text.length() > 10 ? text.substring(0, 10) : text;
      default -> text;
    };
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
}
