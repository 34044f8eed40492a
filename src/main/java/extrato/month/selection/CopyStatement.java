package extrato.month.selection;

import extrato.postgres.Column;
import extrato.postgres.Sql;
import extrato.postgres.Studio;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The statement that copies out a month. Each line is a mark and then a line of a backup. */
record CopyStatement(Studio studio, Layout layout, Scope scope) {
  private static final String ARCHIVED_SESSIONS =
      Sql.load(CopyStatement.class, "archived_sessions.sql");
  private static final String ARCHIVED_IN_ORDER =
      Sql.load(CopyStatement.class, "archived_in_order.sql");

  /** Which of the month's records are copied. */
  enum Scope {
    LIVE,
    /** Live and archived records. */
    WHOLE,
    ARCHIVE,
    /** An archive with one version, which holds each record once and in order. */
    ARCHIVE_IN_ORDER
  }

  String of(Tabela tabela) {
    String select =
        switch (scope) {
          case LIVE -> MonthRows.selectionPrelude() + liveMonth(tabela);
          case WHOLE -> MonthRows.archivePrelude() + wholeMonth(tabela);
          case ARCHIVE -> MonthRows.archivePrelude() + archivedMonth(tabela, "arquivo", "a.id");
          case ARCHIVE_IN_ORDER ->
              MonthRows.selectionPrelude()
                  + ARCHIVED_IN_ORDER
                  + archivedMonth(tabela, "arquivo_em_ordem", "a.lote, a.posicao");
        };
    return "copy (\n" + select + "\n) to stdout (format csv, encoding 'UTF8')";
  }

  private String liveMonth(Tabela tabela) {
    Set<String> own = names(studio.columns(tabela));
    String values =
        layout.header().stream()
            .map(name -> own.contains(name) ? "t." + Sql.quoted(name) : "null")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "select '%s', %s, %s from :\"studio\".%s t join %s_do_mes m on m.id = t.id order by t.id",
        RecordOrigin.LIVE.mark(),
        Sql.literal(tabela.type()),
        values,
        tabela.table(),
        tabela.table());
  }

  private String wholeMonth(Tabela tabela) {
    return String.format(
        Locale.ROOT,
        """
        select case when a.id is null then 'L' when t.id is null then 'A' else 'B' end, %s, %s
        from (select * from :"studio".%s where id in (select id from %s_do_mes)) t
        full join (%s) a on %s
        order by coalesce(t.id, a.id)\
        """,
        Sql.literal(tabela.type()),
        layout.header().stream()
            .map(name -> wholeMonthValue(tabela, name))
            .collect(Collectors.joining(", ")),
        tabela.table(),
        tabela.table(),
        tabela == Tabela.SESSOES
            ? ARCHIVED_SESSIONS
            : "select id, campos from arquivo where tabela = " + Sql.literal(tabela.table()),
        isTheSame(tabela));
  }

  /**
   * The condition that a live record and an archived one are the same. Only a session can be, if it
   * stayed when the month was closed. In the other tables, the same id means another record.
   */
  private String isTheSame(Tabela tabela) {
    if (tabela != Tabela.SESSOES) {
      return "false";
    }
    String created = studio.has(tabela, "created_at") ? "pg_catalog.concat(t.created_at)" : "''";
    return "a.id = t.id and coalesce(a.criada, '') = "
        + created
        + " and coalesce(a.cliente, '') = pg_catalog.concat(t.cliente_id)";
  }

  private String archivedMonth(Tabela tabela, String from, String order) {
    Set<String> own = names(layout.columns(tabela));
    String values =
        layout.header().stream()
            .map(name -> own.contains(name) ? archivedValue(name) : "null")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "select '%s', %s, %s from %s a where a.tabela = %s order by %s",
        RecordOrigin.ARCHIVED.mark(),
        Sql.literal(tabela.type()),
        values,
        from,
        Sql.literal(tabela.table()),
        order);
  }

  /** An id that is not a number makes the archive unreadable, in every way of reading it. */
  private static String archivedValue(String name) {
    String value = "a.campos ->> " + Sql.literal(name);
    return name.equals("id")
        ? String.format(
            Locale.ROOT,
            "case when coalesce(%1$s, 'sem id')::bigint is not null then %1$s end",
            value)
        : value;
  }

  private String wholeMonthValue(Tabela tabela, String name) {
    if (!names(layout.columns(tabela)).contains(name)) {
      return "null";
    }
    String archived = "a.campos ->> " + Sql.literal(name);
    if (!names(studio.columns(tabela)).contains(name)) {
      return archived;
    }
    // concat prints a value as COPY does; a cast to text does not do so for every type.
    String column = "t." + Sql.quoted(name);
    String live =
        "case when pg_catalog.num_nulls("
            + column
            + ") = 0 then pg_catalog.concat("
            + column
            + ") end";
    boolean pointer = tabela == Tabela.SESSOES && name.equals("payment_id");
    return pointer
        ? "coalesce(" + live + ", " + archived + ")"
        : "case when t.id is not null then (" + live + ") else " + archived + " end";
  }

  private static Set<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.toSet());
  }
}
