package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The records of a file that are live already, as themselves, with other values: the database is
 * older than the file, or somebody edited them since. A record is known again by its id and the
 * moment of its creation. Whoever says so gets the file's values. Of a session, which stays live
 * for months, the later state counts, where it can be told.
 */
final class Overwritten {
  private static final int SHOWN = 20;
  private static final String LIVE = "the live tables";
  private static final String POINTER = "\"payment_id\"";

  private final Stage stage;
  private final Map<Tabela, Long> counts = new EnumMap<>(Tabela.class);

  private Overwritten(Stage stage) {
    this.stage = stage;
  }

  static Overwritten none(Stage stage) {
    return new Overwritten(stage);
  }

  /**
   * Sets them apart from the records to put back. Sessions stay among these: {@link Stayed} leaves
   * them live.
   *
   * @param anySession whether a session of which the later state cannot be told counts, too
   */
  static Overwritten setApart(Stage stage, boolean anySession) {
    Overwritten overwritten = new Overwritten(stage);
    for (Tabela tabela : Tabela.values()) {
      if (stage.hasAll(tabela, List.of("created_at"))) {
        overwritten.setApart(tabela, tabela == Tabela.SESSOES ? anySession : true);
      }
    }
    return overwritten;
  }

  private void setApart(Tabela tabela, boolean any) {
    MonthBooks books = stage.books();
    books
        .update(
            String.format(
                Locale.ROOT,
                "create temporary table extrato_emendados_%s on commit drop as select s.*, %s as"
                    + " extrato_mais_novo from %s s join :\"studio\".%s t on t.id = s.id where %s"
                    + " and row(%s)::record operator(pg_catalog.*<>) row(%s)::record",
                tabela.table(),
                tabela == Tabela.SESSOES ? later("s", "t") : "false",
                Stage.table(tabela),
                tabela.table(),
                isTheSame(tabela, any),
                Stage.prefixed("s.", columns(tabela)),
                Stage.prefixed("t.", columns(tabela))))
        .execute();
    long found = count(table(tabela));
    if (found > 0) {
      counts.put(tabela, found);
      if (tabela != Tabela.SESSOES) {
        long unused = stage.remove(tabela, table(tabela));
      }
    }
  }

  private String isTheSame(Tabela tabela, boolean any) {
    String same = "s.created_at = t.created_at";
    if (tabela != Tabela.SESSOES) {
      return same;
    }
    return stage.hasAll(tabela, List.of("cliente_id"))
        ? same
            + " and s.cliente_id = t.cliente_id and "
            + (any ? "not " + later("t", "s") : later("s", "t"))
        : "false";
  }

  /** Whether the application noted a later change of the one than of the other. */
  private String later(String one, String other) {
    return stage.hasAll(Tabela.SESSOES, List.of("updated_at"))
        ? String.format(
            Locale.ROOT,
            "coalesce(coalesce(%1$s.updated_at, %1$s.created_at) > coalesce(%2$s.updated_at,"
                + " %2$s.created_at), false)",
            one,
            other)
        : "false";
  }

  /** Sessions that are live with other values than the file's all the same. */
  List<Long> leftAsTheyAre() {
    return stage.hasAll(Tabela.SESSOES, List.of("created_at", "cliente_id"))
        ? ids(
            String.format(
                Locale.ROOT,
                "select s.id::bigint from %s s join :\"studio\".sessoes t on t.id = s.id where"
                    + " s.created_at = t.created_at and s.cliente_id = t.cliente_id and"
                    + " row(%s)::record operator(pg_catalog.*<>) row(%s)::record and s.id not in"
                    + " (select e.id from %s e) order by s.id",
                Stage.table(Tabela.SESSOES),
                Stage.prefixed("s.", columns(Tabela.SESSOES)),
                Stage.prefixed("t.", columns(Tabela.SESSOES)),
                table(Tabela.SESSOES)))
        : List.of();
  }

  /** Sessions of which the file has the later state. */
  List<Long> later() {
    return counts.containsKey(Tabela.SESSOES)
        ? ids(
            "select s.id::bigint from "
                + table(Tabela.SESSOES)
                + " s where s.extrato_mais_novo order by s.id")
        : List.of();
  }

  private List<Long> ids(String sql) {
    return stage.books().query(sql).mapTo(Long.class).list();
  }

  private long count(String from) {
    return stage.books().query("select pg_catalog.count(*) from " + from).mapTo(Long.class).one();
  }

  /** Where they are set apart. */
  static String table(Tabela tabela) {
    return "pg_temp.extrato_emendados_" + tabela.table();
  }

  Map<Tabela, Long> counts() {
    return Map.copyOf(counts);
  }

  /** What gets other values only when that is said, record by record. */
  Deviation deviation() {
    List<OtherValue> first = new ArrayList<>();
    counts.keySet().forEach(tabela -> show(tabela, first));
    long all =
        counts.keySet().stream()
            .mapToLong(tabela -> count(table(tabela) + " s where not s.extrato_mais_novo"))
            .sum();
    return new Deviation(LIVE, 0, 0, all, first, null);
  }

  private void show(Tabela tabela, List<OtherValue> first) {
    for (String column : columns(tabela)) {
      if (first.size() == SHOWN) {
        return;
      }
      stage
          .books()
          .query(
              String.format(
                  Locale.ROOT,
                  "select s.id::bigint as id, %s as do_arquivo, %s as vivo from %s s join"
                      + " :\"studio\".%s t on t.id = s.id where not s.extrato_mais_novo and"
                      + " row(s.%s)::record operator(pg_catalog.*<>) row(t.%s)::record order by"
                      + " s.id limit %d",
                  Sql.text("s." + column),
                  Sql.text("t." + column),
                  table(tabela),
                  tabela.table(),
                  column,
                  column,
                  SHOWN - first.size()))
          .map(
              (row, context) ->
                  new OtherValue(
                      tabela.table(),
                      row.getLong("id"),
                      Sql.unquoted(column),
                      row.getString("do_arquivo"),
                      row.getString("vivo"),
                      "differs from " + LIVE))
          .forEach(first::add);
    }
  }

  /** Runs on the studio's own path, so every operator is named with its schema. */
  String update(Tabela tabela) {
    List<String> written =
        columns(tabela).stream().filter(stage.written(tabela)::contains).toList();
    return String.format(
        Locale.ROOT,
        "update :\"studio\".%s t set (%s) = row(%s) from %s e where t.id operator(pg_catalog.=)"
            + " e.id returning 1",
        tabela.table(),
        String.join(", ", written),
        Stage.prefixed("e.", written),
        table(tabela));
  }

  /** What a live session that stays is to be like afterwards. */
  void expect(String table) {
    if (counts.containsKey(Tabela.SESSOES)) {
      List<String> columns = columns(Tabela.SESSOES);
      stage
          .books()
          .update(
              String.format(
                  Locale.ROOT,
                  "update %s a set (%s) = row(%s) from %s e where a.id = e.id",
                  table,
                  String.join(", ", columns),
                  Stage.prefixed("e.", columns),
                  table(Tabela.SESSOES)))
          .execute();
    }
  }

  /** The pointer of a session is the affair of the payment that it points at. */
  private List<String> columns(Tabela tabela) {
    return stage.columns(tabela).stream()
        .filter(column -> tabela != Tabela.SESSOES || !column.equals(POINTER))
        .toList();
  }
}
