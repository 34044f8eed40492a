package extrato.restoring;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the staged records into the live tables, all in one statement, and compares what arrived.
 */
final class PutBack {
  private static final int NAMED = 5;
  private static final String CONSTRAINTS_NOW = "set constraints all immediate";

  private final Books books;
  private final Stage stage;
  private final Stayed stayed;
  private final Overwritten overwritten;

  PutBack(Books books, Stage stage, Stayed stayed, Overwritten overwritten) {
    this.books = books;
    this.stage = stage;
    this.stayed = stayed;
    this.overwritten = overwritten;
  }

  /** Returns how many records of each table were put back, all of them proven. */
  Map<Tabela, Long> run() {
    // The studio's triggers expect the names that they find everywhere else.
    Map<Tabela, Long> written =
        books.asTheStudio(
            () -> {
              Map<Tabela, Long> rows = write();
              books.changes().updated(Tabela.SESSOES.table(), stayed.putPointersBack());
              // What waits for the commit happens now, while it can still be looked at.
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
      throw changed(changed, Triggers.of(books));
    }
    return written;
  }

  private Map<Tabela, Long> write() {
    // One statement, because payments and sessions refer to each other: its keys are checked at its
    // end.
    String inserts =
        Arrays.stream(Tabela.values())
            .map(
                tabela ->
                    String.format(
                        Locale.ROOT,
                        """
                        %s_de_volta as (
                          insert into :"studio".%s (%s) overriding system value
                          select %s from %s
                          returning 1
                        )\
                        """,
                        tabela.table(),
                        tabela.table(),
                        String.join(", ", stage.written(tabela)),
                        String.join(", ", stage.written(tabela)),
                        Stage.table(tabela)))
            .collect(Collectors.joining(", "));
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
                        "(select pg_catalog.count(*) from %s_de_volta) as %s",
                        tabela.table(),
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

  private List<String> changed(Tabela tabela, String wanted) {
    List<String> columns = stage.columns(tabela);
    // *<> compares the stored bytes, so that −0 is not 0 and 1.0 is not 1.00.
    String differing =
        columns.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "case when row(s.%s)::record *<> row(t.%s)::record then %s end",
                        c,
                        c,
                        Sql.literal(c.replace("\"", ""))))
            .collect(Collectors.joining(", "));
    String all = columns.stream().map(c -> "s." + c).collect(Collectors.joining(", "));
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
            + Restore.ROLLED_BACK,
        names.isEmpty()
            ? "a computed column gives another value now, or a rule rewrites the insert"
            : "triggers run here: "
                + names
                + "; disable the one that changes rows for the restore");
  }
}
