package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.RolledBack;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.work.staging.Triggers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the staged records to the live tables in one statement, and compares what was stored. */
final class PutBack {
  private static final int NAMED = 5;
  private static final String CONSTRAINTS_NOW = "set constraints all immediate";

  private final MonthBooks books;
  private final Stage stage;
  private final StayedSessions stayed;
  private final Overwritten overwritten;
  private final DefaultedColumns defaulted;

  PutBack(
      MonthBooks books,
      Stage stage,
      StayedSessions stayed,
      Overwritten overwritten,
      DefaultedColumns defaulted) {
    this.books = books;
    this.stage = stage;
    this.stayed = stayed;
    this.overwritten = overwritten;
    this.defaulted = defaulted;
  }

  /** Returns how many records of each table were put back; all of them are proven. */
  Map<Tabela, Long> run() {
    // The studio's triggers expect their usual search_path.
    Map<Tabela, Long> written =
        books.asTheStudio(
            () -> {
              Map<Tabela, Long> rows = write();
              books.changes().updated(Tabela.SESSOES.table(), stayed.putPointersBack());
              // Deferred work happens now, while its effects can still be checked.
              books.handle().execute(CONSTRAINTS_NOW);
              return rows;
            });
    written.forEach((tabela, rows) -> books.changes().inserted(tabela.table(), rows));
    List<String> changed = new ArrayList<>(stayed.touched());
    for (Tabela tabela : Tabela.values()) {
      books.checkInterruption();
      changed.addAll(changed(tabela, Stage.table(tabela)));
    }
    overwritten
        .counts()
        .forEach(
            (tabela, rows) -> {
              books.changes().updated(tabela.table(), rows);
              if (tabela != Tabela.SESSOES) {
                changed.addAll(changed(tabela, Overwritten.table(tabela)));
                written.merge(tabela, rows, Long::sum);
              }
            });
    if (!changed.isEmpty()) {
      throw changed(
          changed,
          // A session that stayed gets its pointer back.
          Triggers.of(
              books,
              Stream.of(Tabela.values()).map(Tabela::table).toList(),
              List.of(Tabela.SESSOES.table())));
    }
    return written;
  }

  private Map<Tabela, Long> write() {
    // One statement, because payments and sessions refer to each other, and the keys are checked
    // when it ends.
    String inserts =
        Arrays.stream(Tabela.values()).map(this::inserts).collect(Collectors.joining(", "));
    String updates =
        overwritten.counts().keySet().stream()
            .map(
                tabela ->
                    ", " + tabela.table() + "_emendados as (" + overwritten.update(tabela) + ")")
            .collect(Collectors.joining());
    String counts =
        Arrays.stream(Tabela.values())
            .map(
                tabela ->
                    String.format(
                        Locale.ROOT,
                        "(%s) as %s",
                        IntStream.range(0, defaulted.groups(tabela).size())
                            .mapToObj(
                                i ->
                                    "select pg_catalog.count(*) as n from "
                                        + tabela.table()
                                        + "_de_volta_"
                                        + i)
                            .collect(
                                Collectors.joining(
                                    " union all ", "select pg_catalog.sum(n) from (", ") grupos")),
                        tabela.table()))
            .collect(Collectors.joining(", "));
    return books
        .query("with " + inserts + updates + " select " + counts)
        .map(
            (row, context) -> {
              Map<Tabela, Long> written = new EnumMap<>(Tabela.class);
              for (Tabela tabela : Tabela.values()) {
                written.put(tabela, row.getLong(tabela.table()));
              }
              return written;
            })
        .one();
  }

  private String inserts(Tabela tabela) {
    List<DefaultedColumns.Group> groups = defaulted.groups(tabela);
    return IntStream.range(0, groups.size())
        .mapToObj(
            i -> {
              List<String> written = new ArrayList<>(stage.written(tabela));
              written.removeAll(groups.get(i).without());
              return String.format(
                  Locale.ROOT,
                  """
                  %s_de_volta_%d as (
                    insert into :"studio".%s (%s) overriding system value
                    select %s from %s s where %s
                    returning 1
                  )\
                  """,
                  tabela.table(),
                  i,
                  tabela.table(),
                  String.join(", ", written),
                  written.stream().map(c -> "s." + c).collect(Collectors.joining(", ")),
                  Stage.table(tabela),
                  groups.get(i).condition());
            })
        .collect(Collectors.joining(", "));
  }

  private List<String> changed(Tabela tabela, String wanted) {
    List<String> columns = stage.columns(tabela);
    // *<> compares the stored bytes, so −0 differs from 0, and 1.0 from 1.00.
    String differing =
        columns.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "case when row(%s)::record *<> row(t.%s)::record then %s end",
                        defaulted.expected(tabela, c, "s", "t"),
                        c,
                        Sql.literal(c.replace("\"", ""))))
            .collect(Collectors.joining(", "));
    String all =
        columns.stream()
            .map(c -> defaulted.expected(tabela, c, "s", "t"))
            .collect(Collectors.joining(", "));
    String live = columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "));
    return books.strings(
        String.format(
            Locale.ROOT,
            """
            select '%s id ' || s.id || ': ' || case when t.id is null then 'not there' else pg_catalog.concat_ws(', ', %s) end
            from %s s
            left join :"studio".%s t on t.id = s.id
            where t.id is null or row(%s)::record *<> row(%s)::record
            order by s.id
            limit %d\
            """,
            tabela.table(),
            differing,
            wanted,
            tabela.table(),
            all,
            live,
            NAMED));
  }

  private static Failure changed(List<String> changed, Triggers triggers) {
    String names = triggers.named();
    return new Failure.Stopped(
        "what was put back is not what was archived: "
            + String.join("; ", changed)
            + RolledBack.WORDS,
        names.isEmpty()
            ? "a computed column gives another value now, or a rule rewrites the insert"
            : "triggers run here: "
                + names
                + "; disable the one that changes rows for the restore");
  }
}
