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
 * Records of a file that are already live, as the same records, with other values: the database is
 * older than the file, or somebody edited them later. A record is identified by its id and the
 * moment of its creation. If the operator allows it, it gets the file's values. Of a session, which
 * stays live for months, the later state counts, if that can be told.
 */
final class Overwritten {
  static final String LIVE = "the live tables";
  private static final String POINTER = "\"payment_id\"";

  private final Stage stage;
  private final List<Long> stayed;
  private final Map<Tabela, Long> counts = new EnumMap<>(Tabela.class);

  private Overwritten(Stage stage, List<Long> stayed) {
    this.stage = stage;
    this.stayed = stayed;
  }

  static Overwritten none(Stage stage) {
    return new Overwritten(stage, List.of());
  }

  /**
   * Sets the records apart from those to put back, except sessions: {@link StayedSessions} leaves
   * these live.
   *
   * @param anySession whether a session counts even if its later state cannot be told
   * @param stayed sessions whose pointers belong to the application since the month was closed
   */
  static Overwritten setApart(Stage stage, boolean anySession, List<Long> stayed) {
    Overwritten overwritten = new Overwritten(stage, stayed);
    for (Tabela tabela : Tabela.values()) {
      if (stage.hasAll(tabela, List.of("created_at"))) {
        overwritten.setApart(tabela, tabela == Tabela.SESSOES ? anySession : true);
      }
    }
    return overwritten;
  }

  /** The same for an archive's records; the sessions that stayed are the application's. */
  static Overwritten archived(Stage stage, List<Long> stayed) {
    Overwritten overwritten = setApart(stage, true, stayed);
    if (stage.hasAll(Tabela.SESSOES, List.of("created_at"))) {
      overwritten.leave(stayed);
    }
    return overwritten;
  }

  /** These stay as the application has them, whatever their values. */
  private void leave(List<Long> sessions) {
    stage
        .books()
        .update("delete from " + table(Tabela.SESSOES) + " e where e.id = any (:ids)")
        .bindArray("ids", Long.class, sessions)
        .execute();
    if (count(table(Tabela.SESSOES)) == 0) {
      counts.remove(Tabela.SESSOES);
    }
  }

  private void setApart(Tabela tabela, boolean any) {
    MonthBooks books = stage.books();
    books
        .update(
            String.format(
                Locale.ROOT,
                "create temporary table extrato_emendados_%s on commit drop as select s.*, %s as"
                    + " extrato_mais_novo, %s as extrato_ponteiro from %s s join :\"studio\".%s t"
                    + " on t.id = s.id where (%s and row(%s)::record operator(pg_catalog.*<>)"
                    + " row(%s)::record) or %s",
                tabela.table(),
                tabela == Tabela.SESSOES ? later("s", "t") : "false",
                pointsElsewhere(tabela),
                Stage.table(tabela),
                tabela.table(),
                isTheSame(tabela, any),
                Stage.prefixed("s.", columns(tabela)),
                Stage.prefixed("t.", columns(tabela)),
                pointsElsewhere(tabela)))
        .execute();
    long found = count(table(tabela));
    if (found > 0) {
      counts.put(tabela, found);
      if (tabela != Tabela.SESSOES) {
        long unused = stage.remove(tabela, table(tabela));
      }
    }
  }

  /**
   * Whether the session points at another payment than the live row does, and that payment exists
   * or comes back. If one of the two points at none, the pointer comes back with its payment.
   */
  private String pointsElsewhere(Tabela tabela) {
    return tabela == Tabela.SESSOES
            && stage.hasAll(tabela, List.of("created_at", "cliente_id", "payment_id"))
        ? String.format(
            Locale.ROOT,
            "(s.created_at = t.created_at and s.cliente_id = t.cliente_id and s.payment_id <>"
                + " t.payment_id and s.id <> all (%s) and (exists (select from"
                + " :\"studio\".pagamentos p where p.id = s.payment_id) or exists (select from %s p"
                + " where p.id = s.payment_id)))",
            Sql.ids(stayed),
            Stage.table(Tabela.PAGAMENTOS))
        : "false";
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

  /** Whether the application noted a later change for the one than for the other. */
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

  /** Sessions that stay live with values other than the file's. */
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

  /** The table in which they are set apart. */
  static String table(Tabela tabela) {
    return "pg_temp.extrato_emendados_" + tabela.table();
  }

  Map<Tabela, Long> counts() {
    return Map.copyOf(counts);
  }

  /** The records that get other values only if the operator allows it. */
  Deviation deviation() {
    List<OtherValue> first = new ArrayList<>();
    ShownOverwritten shown = new ShownOverwritten(stage, first);
    counts.keySet().forEach(tabela -> shown.add(tabela, columns(tabela)));
    long all =
        counts.keySet().stream()
            .mapToLong(tabela -> count(table(tabela) + " s where not s.extrato_mais_novo"))
            .sum();
    return new Deviation(LIVE, 0, 0, all, first, null);
  }

  /** Runs on the studio's own path, so every operator is named with its schema. */
  String update(Tabela tabela) {
    List<String> written =
        columns(tabela).stream().filter(stage.written(tabela)::contains).toList();
    boolean pointers = tabela == Tabela.SESSOES && stage.written(tabela).contains(POINTER);
    return String.format(
        Locale.ROOT,
        "update :\"studio\".%s t set (%s%s) = row(%s%s) from %s e where t.id"
            + " operator(pg_catalog.=) e.id",
        tabela.table(),
        String.join(", ", written),
        pointers ? ", payment_id" : "",
        Stage.prefixed("e.", written),
        pointers ? ", case when e.extrato_ponteiro then e.payment_id else t.payment_id end" : "",
        table(tabela));
  }

  /** Changes the expected values of live sessions that stay. */
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

  /** A session's pointer is left out, because it belongs to the payment. */
  private List<String> columns(Tabela tabela) {
    return stage.columns(tabela).stream()
        .filter(column -> tabela != Tabela.SESSOES || !column.equals(POINTER))
        .toList();
  }
}
