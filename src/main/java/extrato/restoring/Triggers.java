package extrato.restoring;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The studio's triggers that run during a restore, and what they did beside it: a row of the four
 * tables that this transaction made, changed or removed, and that is none of the restored ones.
 */
final class Triggers {
  private static final String TRIGGERS = Sql.load(Triggers.class, "triggers.sql");
  private static final int NAMED = 5;

  private final Books books;
  private final List<Trigger> triggers;
  private final Map<Tabela, Long> before;

  private record Trigger(Tabela tabela, String name) {}

  private Triggers(Books books, List<Trigger> triggers, Map<Tabela, Long> before) {
    this.books = books;
    this.triggers = triggers;
    this.before = before;
  }

  /** To be called before anything is put back. */
  static Triggers before(Books books) {
    List<Trigger> triggers =
        books
            .query(TRIGGERS)
            .bind("schema", books.studio().schema())
            .map(
                (row, context) ->
                    new Trigger(Tabela.ofTable(row.getString("tabela")), row.getString("name")))
            .list();
    return new Triggers(books, triggers, triggers.isEmpty() ? Map.of() : counts(books));
  }

  /** Their names; empty when there are none. */
  String named() {
    return triggers.stream()
        .map(trigger -> trigger.name() + " of " + trigger.tabela().table())
        .collect(Collectors.joining(", "));
  }

  /**
   * Rows that changed although nobody put them back.
   *
   * @param restored how many records of each table were put back
   */
  List<String> sideEffects(Map<Tabela, Long> restored) {
    if (triggers.isEmpty()) {
      return List.of();
    }
    List<String> found = new java.util.ArrayList<>();
    Map<Tabela, Long> after = counts(books);
    for (Tabela tabela : Tabela.values()) {
      strangers(tabela).forEach(id -> found.add(tabela.table() + " id " + id + " changed as well"));
      long expected = before.getOrDefault(tabela, 0L) + restored.getOrDefault(tabela, 0L);
      if (found.isEmpty() && after.getOrDefault(tabela, 0L) != expected) {
        found.add("rows of " + tabela.table() + " are gone");
      }
    }
    return found;
  }

  /** Rows that this transaction wrote: the age of their writer is not positive. */
  private List<String> strangers(Tabela tabela) {
    String stayed =
        tabela == Tabela.SESSOES
            ? " and not exists (select from pg_temp.extrato_ficaram f where f.id = t.id)"
            : "";
    return books.strings(
        String.format(
            Locale.ROOT,
            """
            select t.id::text from :"studio".%s t
            where pg_catalog.age(t.xmin) <= 0
              and not exists (select from %s s where s.id = t.id)%s
            order by t.id
            limit %d\
            """,
            tabela.table(),
            Stage.table(tabela),
            stayed,
            NAMED));
  }

  private static Map<Tabela, Long> counts(Books books) {
    return java.util.Arrays.stream(Tabela.values())
        .collect(
            Collectors.toMap(
                tabela -> tabela,
                tabela ->
                    books
                        .query("select count(*) from :\"studio\"." + tabela.table())
                        .mapTo(Long.class)
                        .one()));
  }
}
