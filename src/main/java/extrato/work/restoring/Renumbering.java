package extrato.work.restoring;

import extrato.month.selection.TakenIds;
import extrato.postgres.Database;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
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

  public Renumbered run(Tabela tabela, long id, boolean dryRun) {
    if (dryRun) {
      return translated(() -> database.rehearse(snapshot -> renumber(snapshot, tabela, id, false)));
    }
    CommitWatch<Renumbered> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
    return translated(
        () ->
            watch.change(
                snapshot -> {
                  Renumbered done = renumber(snapshot, tabela, id, true);
                  runBook.finish(
                      snapshot.handle(), run, Outcome.DONE, ExitCode.DONE.number(), null);
                  snapshot.changes().updated("extrato.runs", 1);
                  return done;
                },
                (snapshot, done) -> {}));
  }

  private Renumbered renumber(Snapshot snapshot, Tabela tabela, long id, boolean forGood) {
    List<String> before = values(snapshot, tabela, id);
    if (before.isEmpty()) {
      throw new Failure.Stopped(
          "no live record of " + tabela.table() + " has the id " + id,
          "`extrato status` lists the ids that are taken");
    }
    refuseItself(snapshot, tabela, id);
    Map<String, SortedSet<String>> referring = Referring.to(snapshot, tabela);
    String newId = newId(snapshot, tabela, forGood);
    Renumbered done = snapshot.asTheStudio(() -> move(snapshot, tabela, id, newId, referring));
    snapshot.changes().updated(tabela.table(), 1);
    if (!values(snapshot, tabela, id).isEmpty()
        || !before.equals(values(snapshot, tabela, done.id()))) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT, "%s id %d is not what it was under its new id", tabela.table(), id),
          "a trigger of the studio's table does that: switch it off for this");
    }
    return done;
  }

  /** A record that is the archived one must not become a second one. */
  private static void refuseItself(Snapshot snapshot, Tabela tabela, long id) {
    if (!snapshot.hasOwnSchema()) {
      return;
    }
    boolean taken =
        TakenIds.everywhere(snapshot).all().stream()
            .anyMatch(one -> one.tabela() == tabela && one.id() == id);
    if (!taken
        && tabela == Tabela.SESSOES
        && snapshot.query(STAYED).bind("id", id).mapTo(boolean.class).one()) {
      throw new Failure.Stopped(
          "sessoes id " + id + " is the session itself that stayed when its month was closed",
          "it keeps its id");
    }
    if (taken && PutBackByHand.is(snapshot, tabela, id)) {
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
  private static String newId(Snapshot snapshot, Tabela tabela, boolean forGood) {
    long highest =
        Math.max(
            snapshot
                .query(
                    "select coalesce(max(t.id), 0)::bigint from :\"studio\"."
                        + tabela.table()
                        + " t")
                .mapTo(Long.class)
                .one(),
            snapshot.hasOwnSchema()
                ? snapshot
                    .query(HIGHEST_ARCHIVED)
                    .bind("tabela", tabela.table())
                    .mapTo(Long.class)
                    .one()
                : 0);
    Optional<String> sequence = Sequences.ofId(snapshot, tabela);
    if (sequence.isEmpty()) {
      return String.valueOf(highest + 1);
    }
    if (!forGood) {
      return String.valueOf(Math.max(highest, Sequences.last(snapshot, sequence.get())) + 1);
    }
    Sequences.raiseTo(snapshot, sequence.get(), highest);
    return isAlwaysGenerated(snapshot, tabela)
        ? "default"
        : String.valueOf(Sequences.next(snapshot, sequence.get()));
  }

  private static boolean isAlwaysGenerated(Snapshot snapshot, Tabela tabela) {
    return snapshot
        .query(
            "select a.attidentity = 'a' from pg_catalog.pg_attribute a"
                + " where a.attrelid = cast(:table as regclass) and a.attname = 'id'")
        .bind("table", Sql.quoted(snapshot.studio().schema()) + "." + tabela.table())
        .mapTo(boolean.class)
        .one();
  }

  /**
   * In one statement: every key is looked at when it ends. Sent under the studio's path, it names
   * every operator with its schema.
   */
  private static Renumbered move(
      Snapshot snapshot,
      Tabela tabela,
      long old,
      String newId,
      Map<String, SortedSet<String>> referring) {
    String own = Sql.quoted(snapshot.studio().schema()) + "." + Sql.quoted(tabela.table());
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
    return snapshot
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
                        snapshot.changes().updatedAnywhere(table, rows[at[0]]);
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
  private static List<String> values(Snapshot snapshot, Tabela tabela, long id) {
    SortedSet<String> moving =
        Referring.to(snapshot, tabela)
            .getOrDefault(
                Sql.quoted(snapshot.studio().schema()) + "." + Sql.quoted(tabela.table()),
                java.util.Collections.emptySortedSet());
    String columns =
        snapshot.studio().columns(tabela).stream()
            .filter(column -> !column.name().equals("id") && !column.generated())
            .filter(column -> !column.name().equals(TOUCHED))
            .filter(column -> !moving.contains(Sql.quoted(column.name())))
            .map(
                column ->
                    "coalesce('=' || "
                        + Deviations.text("t." + Sql.quoted(column.name()))
                        + ", '')")
            .collect(Collectors.joining(", "));
    return snapshot
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
