package extrato.month.selection;

import extrato.postgres.BrokenCopy;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The month's records as lines of a backup, streamed by COPY: the live ones, and with them those
 * that the archive holds of the month.
 */
public final class MonthRows {
  private static final String SELECTION = Sql.load(MonthRows.class, "selection.sql");
  private static final String ARCHIVED = Sql.load(MonthRows.class, "archived.sql");
  private static final String ARCHIVED_SESSIONS =
      Sql.load(MonthRows.class, "archived_sessions.sql");
  private static final String ARCHIVED_IN_ORDER =
      Sql.load(MonthRows.class, "archived_in_order.sql");
  private static final String VERSIONS =
      "select count(*) from extrato.versoes v"
          + " where v.ano = :ano and v.mes = :mes and v.restaurada_em is null";
  private static final String ARCHIVED_COLUMNS = Sql.load(MonthRows.class, "archived_columns.sql");

  /** How many rows pass between two looks for a signal. */
  private static final int ROWS_BETWEEN_CHECKS = 1000;

  private final MonthBooks books;
  private final Layout layout;
  private final Kind kind;

  private enum Kind {
    LIVE,
    WHOLE,
    ARCHIVE,
    /** An archive of one version, which holds each record once and in its place. */
    ARCHIVE_IN_ORDER
  }

  private MonthRows(MonthBooks books, Layout layout, Kind kind) {
    this.books = books;
    this.layout = layout;
    this.kind = kind;
  }

  /** The whole month: live records and archived ones. */
  public static MonthRows of(MonthBooks books) {
    Layout live = Layout.of(books.studio());
    Layout archived = books.hasOwnSchema() ? archivedLayout(books) : new Layout(Map.of());
    if (archived.header().isEmpty()) {
      return new MonthRows(books, live, Kind.LIVE);
    }
    // A column that the studio added since belongs to a closed month only once a record of it
    // turned up late.
    if (LiveGlance.of(books).any()) {
      return new MonthRows(books, archived.and(live), Kind.WHOLE);
    }
    return new MonthRows(
        books, archived, hasOneVersion(books) ? Kind.ARCHIVE_IN_ORDER : Kind.WHOLE);
  }

  /** The archived records alone, whatever is live. */
  public static MonthRows archived(MonthBooks books) {
    return new MonthRows(
        books, archivedLayout(books), hasOneVersion(books) ? Kind.ARCHIVE_IN_ORDER : Kind.ARCHIVE);
  }

  private static boolean hasOneVersion(MonthBooks books) {
    return books.query(VERSIONS).mapTo(Long.class).one() == 1;
  }

  /** The beginning of a statement that asks which live records are the month. */
  public static String selectionPrelude() {
    return SELECTION;
  }

  /**
   * The beginning of a statement that asks {@code arquivo}: the month's archived records, each
   * once.
   */
  public static String archivePrelude() {
    return SELECTION + ARCHIVED;
  }

  public Layout layout() {
    return layout;
  }

  /** Whether the archive holds records of this month. */
  public boolean hasArchive() {
    return kind != Kind.LIVE;
  }

  public void stream(RowHandler handler) {
    for (Tabela tabela : Tabela.values()) {
      stream(tabela, handler);
      handler.end(tabela);
    }
  }

  private void stream(Tabela tabela, RowHandler handler) {
    int[] count = {0};
    boolean[] handling = {false};
    try {
      books.copyOut(
          copyStatement(tabela),
          row -> {
            if (++count[0] % ROWS_BETWEEN_CHECKS == 0) {
              books.checkInterruption();
            }
            handling[0] = true;
            handler.row(tabela, Origin.of(row[0]), row, 2, row.length);
            handling[0] = false;
          });
    } catch (BrokenCopy e) {
      boolean refused = SqlStates.isRefusedValue(e) && !SqlStates.isMissingRight(e);
      if (kind != Kind.LIVE && !handling[0] && refused) {
        throw unreadable();
      }
      throw e;
    }
    books.checkInterruption();
  }

  /** Such as an id that is no number: no fault of the database's. */
  private Failure unreadable() {
    String month = books.month().slashed();
    return new Failure.NotProven(
        "the archive of " + month + " is damaged: a value of it cannot be read",
        "`extrato restore "
            + books.month().asOptions()
            + " --from backup` brings the records back from the backup");
  }

  /** The statement whose lines, behind their mark, are the backup's lines. */
  String copyStatement(Tabela tabela) {
    String select =
        switch (kind) {
          case LIVE -> SELECTION + liveMonth(tabela);
          case WHOLE -> SELECTION + ARCHIVED + wholeMonth(tabela);
          case ARCHIVE -> SELECTION + ARCHIVED + archivedMonth(tabela, "arquivo", "a.id");
          case ARCHIVE_IN_ORDER ->
              SELECTION
                  + ARCHIVED_IN_ORDER
                  + archivedMonth(tabela, "arquivo_em_ordem", "a.lote, a.posicao");
        };
    return "copy (\n" + select + "\n) to stdout (format csv, encoding 'UTF8')";
  }

  private String liveMonth(Tabela tabela) {
    Set<String> own = names(books.studio().columns(tabela));
    String values =
        layout.header().stream()
            .map(name -> own.contains(name) ? "t." + Sql.quoted(name) : "null")
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "select '%s', %s, %s from :\"studio\".%s t join %s_do_mes m on m.id = t.id order by t.id",
        Origin.LIVE.mark(),
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
   * When a live record and an archived one are the same: only a session can be, that stayed when
   * the month was closed. Of any other, the same id means another record.
   */
  private String isTheSame(Tabela tabela) {
    if (tabela != Tabela.SESSOES) {
      return "false";
    }
    String created =
        books.studio().has(tabela, "created_at") ? "pg_catalog.concat(t.created_at)" : "''";
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
        Origin.ARCHIVED.mark(),
        Sql.literal(tabela.type()),
        values,
        from,
        Sql.literal(tabela.table()),
        order);
  }

  /** An id that is none makes the archive unreadable, however it is read. */
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
    if (!names(books.studio().columns(tabela)).contains(name)) {
      return archived;
    }
    // concat prints a value as COPY does, which a cast to text does not for every type.
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

  private static Layout archivedLayout(MonthBooks books) {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    Set<String> seen = new HashSet<>();
    books
        .query(ARCHIVED_COLUMNS)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("tabela"),
                    new Column(
                        row.getString("name"), row.getString("type"), row.getBoolean("generated"))))
        .forEach(
            found -> {
              Tabela tabela = Tabela.ofTable(found.getKey());
              if (seen.add(found.getKey() + "." + found.getValue().name())) {
                columns.computeIfAbsent(tabela, t -> new ArrayList<>()).add(found.getValue());
              }
            });
    return new Layout(columns);
  }
}
