package extrato.restoring;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sessions that are live already because they stayed at the closing: their live rows are left
 * as the application has them, and only a pointer that the closing took away is put back.
 */
final class Stayed {
  private static final String STAYED = Sql.load(Stayed.class, "stayed.sql");
  private static final String ELSEWHERE = Sql.load(Stayed.class, "closed_elsewhere.sql");

  private final Books books;
  private final Stage stage;

  Stayed(Books books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /** Takes them out of the records to put back; returns how many there are. */
  long setApart() {
    List<Long> onRecord = onRecord();
    refuseLeftWithAnother(onRecord);
    TreeSet<Long> ids = new TreeSet<>(onRecord);
    ids.addAll(sameButForThePointer());
    books
        .update(
            "create temporary table extrato_ficaram on commit drop as select s.id, s.payment_id from "
                + Stage.table(Tabela.SESSOES)
                + " s join :\"studio\".sessoes live on live.id = s.id where s.id = any(:ids)")
        .bindArray("ids", Long.class, new ArrayList<>(ids))
        .execute();
    return books
        .update(
            "delete from "
                + Stage.table(Tabela.SESSOES)
                + " where id in (select id from pg_temp.extrato_ficaram)")
        .execute();
  }

  /** Puts the pointers back that the closing took, where the application has set no other since. */
  void putPointersBack() {
    books
        .update(
            "update :\"studio\".sessoes s set payment_id = f.payment_id from pg_temp.extrato_ficaram f"
                + " where f.id = s.id and s.payment_id is null and f.payment_id is not null")
        .execute();
  }

  private List<Long> onRecord() {
    if (!books.hasOwnSchema()) {
      return List.of();
    }
    return books
        .query(STAYED)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .mapTo(Long.class)
        .list();
  }

  /**
   * A new database knows nothing of a closing: there, a session that is the same all over is the
   * session.
   */
  private List<Long> sameButForThePointer() {
    String columns =
        stage.columns(Tabela.SESSOES).stream()
            .filter(column -> !column.equals("\"payment_id\""))
            .collect(Collectors.joining(", "));
    return books
        .query(
            "select s.id::bigint from (select %s from %s) s join (select %s from :\"studio\".sessoes) t on t.id = s.id where s *= t"
                .formatted(columns, Stage.table(Tabela.SESSOES), columns))
        .mapTo(Long.class)
        .list();
  }

  private void refuseLeftWithAnother(List<Long> onRecord) {
    if (onRecord.isEmpty()) {
      return;
    }
    List<Long> gone =
        books
            .query(
                "select x.id from unnest(:ids) as x (id) where not exists (select from :\"studio\".sessoes s where s.id = x.id)")
            .bindArray("ids", Long.class, onRecord)
            .mapTo(Long.class)
            .list();
    if (gone.isEmpty()) {
      return;
    }
    List<Month> first =
        books
            .query(ELSEWHERE)
            .bind("ano", books.month().year())
            .bind("mes", books.month().month())
            .bindArray("gone", Long.class, gone)
            .map((row, context) -> new Month(row.getInt("ano"), row.getInt("mes")))
            .list();
    if (!first.isEmpty()) {
      String months = first.stream().map(Month::slashed).collect(Collectors.joining(", "));
      throw new Failure.Stopped(
          "sessions of "
              + books.month().slashed()
              + " left the live tables with "
              + months
              + ", which was closed later"
              + "; nothing was changed",
          "restore " + months + " first");
    }
  }
}
