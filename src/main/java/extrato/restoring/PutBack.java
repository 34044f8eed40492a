package extrato.restoring;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the staged records into the live tables, all in one statement, and compares what arrived.
 */
final class PutBack {
  private static final int NAMED = 5;
  private static final String RAISE = Sql.load(PutBack.class, "raise_sequence.sql");

  private final Books books;
  private final Stage stage;

  PutBack(Books books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /** Returns how many records of each table were put back. */
  Map<Tabela, Long> write() {
    // One statement, because payments and sessions refer to each other: its keys are checked at its
    // end.
    String inserts =
        java.util.Arrays.stream(Tabela.values())
            .map(
                tabela ->
                    """
                    %s_de_volta as (
                      insert into :"studio".%s (%s) overriding system value
                      select %s from %s
                      returning 1
                    )"""
                        .formatted(
                            tabela.table(),
                            tabela.table(),
                            String.join(", ", stage.written(tabela)),
                            String.join(", ", stage.written(tabela)),
                            Stage.table(tabela)))
            .collect(Collectors.joining(", "));
    String counts =
        java.util.Arrays.stream(Tabela.values())
            .map(
                tabela ->
                    "(select count(*) from %s_de_volta) as %s"
                        .formatted(tabela.table(), tabela.table()))
            .collect(Collectors.joining(", "));
    return books
        .query("with " + inserts + " select " + counts)
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

  /** Stops unless every column of every record is, bit for bit, what was staged. */
  void prove() {
    List<String> changed = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      changed.addAll(changed(tabela));
    }
    if (!changed.isEmpty()) {
      throw new Failure.Stopped(
          "what was put back is not what was archived: "
              + String.join("; ", changed)
              + "; transaction rolled back, database unchanged",
          "a trigger or a computed column of the table changes its rows: switch the trigger off for the restore");
    }
  }

  /**
   * Raises what gives out the next ids, only where that is needed. To be the last step: it cannot
   * be rolled back.
   */
  void raiseSequences() {
    for (Tabela tabela : Tabela.values()) {
      Long highest =
          books
              .query("select max(id)::bigint from " + Stage.table(tabela))
              .mapTo(Long.class)
              .findOne()
              .orElse(null);
      if (highest != null) {
        books
            .query(RAISE)
            .bind("table", Sql.quoted(books.studio().schema()) + "." + Sql.quoted(tabela.table()))
            .bind("highest", highest)
            .mapTo(Long.class)
            .findOne();
      }
    }
  }

  private List<String> changed(Tabela tabela) {
    List<String> columns = stage.columns(tabela);
    // *<> compares the stored bytes, so that −0 is not 0 and 1.0 is not 1.00.
    String differing =
        columns.stream()
            .map(
                c ->
                    "case when row(s.%s)::record *<> row(t.%s)::record then %s end"
                        .formatted(c, c, Sql.literal(c.replace("\"", ""))))
            .collect(Collectors.joining(", "));
    String all = columns.stream().map(c -> "s." + c).collect(Collectors.joining(", "));
    String live = columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "));
    return books.strings(
        """
        select '%s id ' || s.id || ': ' || case when t.id is null then 'not there' else pg_catalog.concat_ws(', ', %s) end
        from %s s
        left join :"studio".%s t on t.id = s.id
        where t.id is null or row(%s)::record *<> row(%s)::record
        order by s.id
        limit %d"""
            .formatted(
                tabela.table(), differing, Stage.table(tabela), tabela.table(), all, live, NAMED));
  }
}
