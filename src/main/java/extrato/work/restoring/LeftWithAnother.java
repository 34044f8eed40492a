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

/** The sessions that stayed when this month was closed, and left with another month since. */
final class LeftWithAnother {
  private static final String WAITS_FOR = Sql.load(LeftWithAnother.class, "waits_for.sql");
  private static final String LEFT_LAST = Sql.load(LeftWithAnother.class, "left_last.sql");

  private final MonthBooks books;
  private final Stage stage;

  LeftWithAnother(Stage stage) {
    this.books = stage.books();
    this.stage = stage;
  }

  /** A month that has to come back before this one, unless it waits for this one itself. */
  private record Earlier(Month month, boolean waitsForThis) {}

  /**
   * Stops when a session that stayed has left with another month since: that month has to come back
   * first. Where months wait for each other, none of them can: then this one brings such a session
   * back as it left. Returns the sessions of which that is true.
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
            .filter(column -> !Sql.quoted(column.name()).equals(Stayed.PAYMENT))
            .toList();
    String names =
        columns.stream().map(c -> Sql.quoted(c.name())).collect(Collectors.joining(", "));
    // A column that the newer copy does not know keeps what the older one says.
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

  /** Another session may have had the id when it left. */
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
