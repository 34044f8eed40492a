package extrato.work.restoring;

import extrato.month.selection.TakenIds;
import extrato.postgres.Books;
import extrato.postgres.Database;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Gives a live record a new id, and moves whatever refers to it: the way out where the archive
 * holds another record under its id.
 */
public final class Renumbering {
  private static final String HIGHEST_ARCHIVED =
      "select coalesce(max(l.ultimo_id), 0) from extrato.lotes l where l.tabela = :tabela";
  private static final String STAYED =
      "select exists (select from extrato.versoes v where v.restaurada_em is null and :id = any"
          + " (v.ficaram))";

  /** What a trigger of the studio may set whenever a row changes. */
  private static final String TOUCHED = "updated_at";

  private final Database database;
  private final RunBook runBook;
  private final Run run;

  public Renumbering(Database database, RunBook runBook, Run run) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
  }

  /**
   * What was done.
   *
   * @param moved by referring table, how many of its rows point at the new id now
   */
  public record Renumbered(long id, Map<String, Long> moved) {}

  /**
   * @param any month: a transaction is always about one, an id about none
   */
  public Renumbered run(Tabela tabela, long id, Month any, boolean dryRun) {
    if (dryRun) {
      return translated(
          () -> database.rehearsing(any, books -> renumber(books, tabela, id, false)));
    }
    CommitWatch<Renumbered> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    return translated(
        () ->
            watch.decide(
                () ->
                    database.changing(
                        any,
                        books -> {
                          watch.begun(books);
                          Renumbered done = renumber(books, tabela, id, true);
                          runBook.finish(
                              books.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
                          books.changes().updated("extrato.runs", 1);
                          return done;
                        },
                        (books, done) -> watch.aboutToCommit(done))));
  }

  private Renumbered renumber(Books books, Tabela tabela, long id, boolean forGood) {
    List<String> before = values(books, tabela, id);
    if (before.isEmpty()) {
      throw new Failure.Stopped(
          "no live record of " + tabela.table() + " has the id " + id,
          "`extrato status` lists the ids that are taken");
    }
    refuseItself(books, tabela, id);
    Map<String, SortedSet<String>> referring = Referring.to(books, tabela);
    String newId = newId(books, tabela, forGood);
    Renumbered done = books.asTheStudio(() -> move(books, tabela, id, newId, referring));
    books.changes().updated(tabela.table(), 1);
    if (!values(books, tabela, id).isEmpty() || !before.equals(values(books, tabela, done.id()))) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT, "%s id %d is not what it was under its new id", tabela.table(), id),
          "a trigger of the studio's table does that: switch it off for this");
    }
    return done;
  }

  /** A record that is the archived one must not become a second one. */
  private static void refuseItself(Books books, Tabela tabela, long id) {
    if (!books.hasOwnSchema()) {
      return;
    }
    boolean taken =
        TakenIds.of(books).all().stream().anyMatch(one -> one.tabela() == tabela && one.id() == id);
    if (!taken
        && tabela == Tabela.SESSOES
        && books.query(STAYED).bind("id", id).mapTo(boolean.class).one()) {
      throw new Failure.Stopped(
          "sessoes id " + id + " is the session itself that stayed when its month was closed",
          "it keeps its id");
    }
    if (taken && PutBackByHand.is(books, tabela, id)) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT,
              "%s id %d is in every value the record that the archive holds: somebody put it back",
              tabela.table(),
              id),
          "remove it from the live table, or restore its month: under a new id it would count"
              + " twice");
    }
  }

  /** What the column is to become: a number, or what a generated identity takes alone. */
  private static String newId(Books books, Tabela tabela, boolean forGood) {
    long highest =
        Math.max(
            books
                .query(
                    "select coalesce(max(t.id), 0)::bigint from :\"studio\"."
                        + tabela.table()
                        + " t")
                .mapTo(Long.class)
                .one(),
            books.hasOwnSchema()
                ? books
                    .query(HIGHEST_ARCHIVED)
                    .bind("tabela", tabela.table())
                    .mapTo(Long.class)
                    .one()
                : 0);
    Optional<String> sequence = Sequences.ofId(books, tabela);
    if (sequence.isEmpty()) {
      return String.valueOf(highest + 1);
    }
    if (!forGood) {
      return String.valueOf(Math.max(highest, Sequences.last(books, sequence.get())) + 1);
    }
    Sequences.raiseTo(books, sequence.get(), highest);
    return isAlwaysGenerated(books, tabela)
        ? "default"
        : String.valueOf(Sequences.next(books, sequence.get()));
  }

  private static boolean isAlwaysGenerated(Books books, Tabela tabela) {
    return books
        .query(
            "select a.attidentity = 'a' from pg_catalog.pg_attribute a"
                + " where a.attrelid = cast(:table as regclass) and a.attname = 'id'")
        .bind("table", Sql.quoted(books.studio().schema()) + "." + tabela.table())
        .mapTo(boolean.class)
        .one();
  }

  /**
   * In one statement: every key is looked at when it ends. Sent under the studio's path, it names
   * every operator with its schema.
   */
  private static Renumbered move(
      Books books,
      Tabela tabela,
      long old,
      String newId,
      Map<String, SortedSet<String>> referring) {
    String own = Sql.quoted(books.studio().schema()) + "." + Sql.quoted(tabela.table());
    List<String> parts = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    // A row that refers to itself moves both at once.
    String itself =
        newId.equals("default")
            ? ""
            : referring.getOrDefault(own, java.util.Collections.emptySortedSet()).stream()
                .map(column -> ", " + moved(column, old, newId))
                .collect(Collectors.joining());
    parts.add(
        String.format(
            Locale.ROOT,
            "alvo as (update %s set id = %s%s where %s returning id::bigint as id)",
            own,
            newId,
            itself,
            is("id", old)));
    for (var table : referring.entrySet()) {
      String name = "movidos_" + parts.size();
      parts.add(
          String.format(
              Locale.ROOT,
              "%s as (update %s set %s where (%s)%s returning 1)",
              name,
              table.getKey(),
              table.getValue().stream()
                  .map(column -> moved(column, old, "(select a.id from alvo a)"))
                  .collect(Collectors.joining(", ")),
              table.getValue().stream()
                  .map(column -> is(column, old))
                  .collect(Collectors.joining(" or ")),
              table.getKey().equals(own) ? " and not " + is("id", old) : ""));
      counts.add("(select pg_catalog.count(*) from " + name + ")");
    }
    String numbers =
        counts.isEmpty() ? "'{}'::bigint[]" : "array[" + String.join(", ", counts) + "]";
    return books
        .query(
            "with "
                + String.join(", ", parts)
                + " select a.id, "
                + numbers
                + " as linhas from alvo a")
        .map(
            (row, context) -> {
              Long[] rows = (Long[]) row.getArray("linhas").getArray();
              Map<String, Long> byTable = new LinkedHashMap<>();
              int[] at = {0};
              referring
                  .keySet()
                  .forEach(
                      table -> {
                        books.changes().updatedAnywhere(table, rows[at[0]]);
                        byTable.put(table.replace("\"", ""), rows[at[0]++]);
                      });
              return new Renumbered(row.getLong("id"), byTable);
            })
        .findOne()
        .orElseThrow(
            () ->
                new Failure.Stopped(
                    own + " id " + old + " was not given a new id",
                    "a trigger or a rule of the studio's table keeps it from being changed"));
  }

  private static String is(String column, long id) {
    return column + " operator(pg_catalog.=) " + number(id);
  }

  private static String moved(String column, long old, String value) {
    return String.format(
        Locale.ROOT,
        "%s = case when %s then %s else %s end",
        column,
        is(column, old),
        value,
        column);
  }

  private static String number(long id) {
    return "'" + id + "'::bigint";
  }

  /** The record's values but for those that are to change; empty when there is no such record. */
  private static List<String> values(Books books, Tabela tabela, long id) {
    SortedSet<String> moving =
        Referring.to(books, tabela)
            .getOrDefault(
                Sql.quoted(books.studio().schema()) + "." + Sql.quoted(tabela.table()),
                java.util.Collections.emptySortedSet());
    String columns =
        books.studio().columns(tabela).stream()
            .filter(column -> !column.name().equals("id") && !column.generated())
            .filter(column -> !column.name().equals(TOUCHED))
            .filter(column -> !moving.contains(Sql.quoted(column.name())))
            .map(
                column ->
                    "coalesce('=' || "
                        + Deviations.text("t." + Sql.quoted(column.name()))
                        + ", '')")
            .collect(Collectors.joining(", "));
    return books
        .query(
            String.format(
                Locale.ROOT,
                "select array[%s]::text[] as valores from :\"studio\".%s t where t.id = :id",
                columns,
                tabela.table()))
        .bind("id", id)
        .map((row, context) -> Arrays.asList((String[]) row.getArray("valores").getArray()))
        .findOne()
        .orElse(List.of());
  }

  private Renumbered translated(java.util.function.Supplier<Renumbered> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      if (e instanceof Failure
          || !SqlStates.isFromDatabase(e)
          || database.interruption().isRequested()) {
        throw e;
      }
      throw SqlStates.asFailure(e, Restore.ROLLED_BACK);
    }
  }
}
