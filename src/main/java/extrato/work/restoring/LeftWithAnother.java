package extrato.work.restoring;

import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sessions that stayed when this month was closed, and left with another month later. */
final class LeftWithAnother {
  private static final String WAITS_FOR = Sql.load(LeftWithAnother.class, "waits_for.sql");
  private static final String LEFT_LAST = Sql.load(LeftWithAnother.class, "left_last.sql");

  private final MonthBooks books;
  private final Stage stage;

  LeftWithAnother(Stage stage) {
    this.books = stage.books();
    this.stage = stage;
  }

  /** A month that must come back before this one, unless it is itself waiting for this one. */
  private record Earlier(Month month, boolean waitsForThis) {}

  /**
   * Stops if a session that stayed has left with another month later, because that month must come
   * back first. If months wait for each other, none can be first. Then this month brings such
   * sessions back as they left, and this returns their ids.
   *
   * @param stayed the sessions that stayed at this month's closing
   */
  List<Long> take(List<Long> stayed) {
    List<Long> gone = gone(stayed);
    if (gone.isEmpty()) {
      return gone;
    }
    List<Earlier> earlier =
        books
            .query(WAITS_FOR)
            .map(
                (row, context) ->
                    new Earlier(
                        new Month(row.getInt("ano"), row.getInt("mes")),
                        row.getBoolean("espera_por_este")))
            .list();
    String first =
        earlier.stream()
            .filter(month -> !month.waitsForThis())
            .map(month -> month.month().slashed())
            .collect(Collectors.joining(", "));
    if (!first.isEmpty()) {
      throw new Failure.Stopped(
          "sessions of "
              + books.month().slashed()
              + " left the live tables with "
              + first
              + ", which was closed later"
              + "; nothing was changed",
          "restore " + first + " first");
    }
    return earlier.isEmpty() ? List.of() : takeNewestCopies(gone);
  }

  private List<Long> takeNewestCopies(List<Long> gone) {
    List<Column> columns =
        books.studio().columns(Tabela.SESSOES).stream()
            .filter(column -> stage.hasAll(Tabela.SESSOES, List.of(column.name())))
            .filter(column -> !Sql.quoted(column.name()).equals(StayedSessions.PAYMENT))
            .toList();
    String names =
        columns.stream().map(c -> Sql.quoted(c.name())).collect(Collectors.joining(", "));
    // If the newer copy lacks a column, the older copy's value is used.
    String values =
        columns.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "case when pg_catalog.jsonb_exists(n.campos, %s) then cast(n.campos ->> %s"
                            + " as %s) else s.%s end",
                        Sql.literal(c.name()),
                        Sql.literal(c.name()),
                        c.type(),
                        Sql.quoted(c.name())))
            .collect(Collectors.joining(", "));
    return books
        .query(
            LEFT_LAST
                + String.format(
                    Locale.ROOT,
                    "update %s s set (%s) = row(%s) from saiu n where s.id = n.id%s returning"
                        + " s.id::bigint",
                    Stage.table(Tabela.SESSOES),
                    names,
                    values,
                    sameCreation()))
        .bindArray("gone", Long.class, gone)
        .mapTo(Long.class)
        .list();
  }

  /** When it left, the id may have belonged to another session. */
  private String sameCreation() {
    return stage.hasAll(Tabela.SESSOES, List.of("created_at"))
        ? " and coalesce(n.campos ->> 'created_at', '') = pg_catalog.concat(s.created_at)"
        : "";
  }

  private List<Long> gone(List<Long> ids) {
    return books
        .query(
            "select x.id from unnest(:ids) as x (id) where not exists (select from"
                + " :\"studio\".sessoes s where s.id = x.id)")
        .bindArray("ids", Long.class, ids)
        .mapTo(Long.class)
        .list();
  }
}
