package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sessions that are already live because they stayed at the closing. Their live rows stay as
 * the application has them, and only a pointer that the closing removed is put back.
 */
final class StayedSessions {
  private static final String STAYED = Sql.load(StayedSessions.class, "stayed.sql");
  private static final String POINTERS_ELSEWHERE =
      Sql.load(StayedSessions.class, "pointers_elsewhere.sql");
  private static final String POINTERS_BACK = Sql.load(StayedSessions.class, "pointers_back.sql");

  static final String PAYMENT = "\"payment_id\"";
  private static final int NAMED = 5;

  private final MonthBooks books;
  private final Stage stage;
  private final List<Long> said = new ArrayList<>();

  StayedSessions(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /**
   * The staged sessions that are live and stay as they are.
   *
   * @param paidElsewhere those that point at a payment
   * @param waiting those whose pointer comes back with this month
   */
  record Live(List<Long> paidElsewhere, List<Long> waiting) {}

  Live live() {
    Map<Boolean, List<Long>> byPointer =
        books
            .query(
                "select live.id::bigint as id, live.payment_id is null as waits from"
                    + " :\"studio\".sessoes live where live.id = any(:ids) order by live.id")
            .bindArray("ids", Long.class, new ArrayList<>(staying()))
            .map((row, context) -> Map.entry(row.getBoolean("waits"), row.getLong("id")))
            .list()
            .stream()
            .collect(
                Collectors.partitioningBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return new Live(
        byPointer.getOrDefault(false, List.of()), byPointer.getOrDefault(true, List.of()));
  }

  private Set<Long> staying() {
    TreeSet<Long> ids = new TreeSet<>(themselves(onRecord()));
    ids.addAll(theSame());
    ids.addAll(said);
    return ids;
  }

  /** Takes them out of the records to put back; returns how many there are. */
  long setApart(Overwritten overwritten) {
    Set<Long> ids = staying();
    books
        .update(
            "create temporary table extrato_ficaram on commit drop as select s.id, "
                + (hasPointers() ? "s.payment_id" : "null::integer as payment_id")
                + " from "
                + Stage.table(Tabela.SESSOES)
                + " s join :\"studio\".sessoes live on live.id = s.id where s.id = any(:ids)")
        .bindArray("ids", Long.class, new ArrayList<>(ids))
        .execute();
    books
        .update(
            "create temporary table extrato_antes on commit drop as select live.* from"
                + " :\"studio\".sessoes live where live.id in (select id from"
                + " pg_temp.extrato_ficaram)")
        .execute();
    overwritten.expect("pg_temp.extrato_antes");
    return books
        .update(
            "delete from "
                + Stage.table(Tabela.SESSOES)
                + " where id in (select id from pg_temp.extrato_ficaram)")
        .execute();
  }

  /**
   * Removes pointers to payments of other months that are not live now: each comes back with the
   * month that has its payment. Returns the sessions' ids.
   */
  List<String> leavePointersToOtherMonths() {
    return hasPointers() ? books.strings(POINTERS_ELSEWHERE) : List.of();
  }

  /**
   * Puts back the pointers that the closing removed, unless the application has set another one;
   * returns how many.
   */
  int putPointersBack() {
    return books.update(POINTERS_BACK).execute();
  }

  /** The sessions whose live rows have changed in anything but the pointer. */
  List<String> touched() {
    List<String> others =
        books.studio().columns(Tabela.SESSOES).stream()
            .map(column -> Sql.quoted(column.name()))
            .filter(column -> !column.equals(PAYMENT))
            .toList();
    return books.strings(
        "select 'sessoes id ' || a.id from pg_temp.extrato_antes a left join :\"studio\".sessoes t"
            + " on t.id = a.id"
            + String.format(
                Locale.ROOT,
                " where t.id is null or row(%s)::record *<> row(%s)::record order by a.id limit %d",
                Stage.prefixed("a.", others),
                Stage.prefixed("t.", others),
                NAMED));
  }

  /** The sessions that the closing left live. */
  List<Long> onRecord() {
    if (!books.hasOwnSchema()) {
      return List.of();
    }
    return books.query(STAYED).mapTo(Long.class).list();
  }

  /**
   * A new database has no record of a closing. There, a session that is equal in all columns counts
   * as the same, and so does one that was created in the same microsecond and edited later.
   */
  private List<Long> theSame() {
    String columns =
        stage.columns(Tabela.SESSOES).stream()
            .filter(column -> !column.equals(PAYMENT))
            .collect(Collectors.joining(", "));
    return books
        .query(
            String.format(
                Locale.ROOT,
                "select s.id::bigint from (select %s from %s) s join (select %s from"
                    + " :\"studio\".sessoes) t on t.id = s.id where s *= t or %s",
                columns,
                Stage.table(Tabela.SESSOES),
                columns,
                createdAsOne("t")))
        .mapTo(Long.class)
        .list();
  }

  /**
   * The sessions that are live with other values, where neither has a moment of creation: whether
   * they are the same, only the studio knows.
   */
  private List<Long> undated() {
    String columns =
        stage.columns(Tabela.SESSOES).stream()
            .filter(column -> !column.equals(PAYMENT))
            .collect(Collectors.joining(", "));
    String neitherHasOne =
        stage.hasAll(Tabela.SESSOES, List.of("created_at"))
            ? "s.created_at is null and t.created_at is null"
            : "true";
    return stage.hasAll(Tabela.SESSOES, List.of("cliente_id"))
        ? books
            .query(
                String.format(
                    Locale.ROOT,
                    "select s.id::bigint from (select %1$s from %2$s) s join (select %1$s from"
                        + " :\"studio\".sessoes) t on t.id = s.id where s *<> t and %3$s and"
                        + " s.cliente_id = t.cliente_id order by s.id",
                    columns,
                    Stage.table(Tabela.SESSOES),
                    neitherHasOne))
            .mapTo(Long.class)
            .list()
        : List.of();
  }

  /**
   * Stops where nothing proves that a live session is the one that comes back, unless somebody has
   * said that it is. Returns what a person should know then.
   */
  Optional<String> settleUndated(Set<ExplicitWord> words) {
    List<Long> undated = undated();
    if (undated.isEmpty()) {
      return Optional.empty();
    }
    String what =
        "sessoes id "
            + undated.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + ": live with other values, and without a created_at that would tell whether it is the"
            + " same session";
    if (!words.contains(ExplicitWord.OTHER_VALUES)) {
      throw new Failure.Stopped(
          "the records cannot be put back: " + what + "; nothing was changed",
          "`--other-values` leaves the live one in the place of the archived one; if it is another"
              + " session, `extrato renumber sessoes "
              + undated.get(0)
              + "` gives it a new id first, and both are live then");
    }
    said.addAll(undated);
    return Optional.of(what + "; it stays as it is");
  }

  /**
   * Of the sessions on record, those whose live row is still the same session: the application may
   * have deleted one, and given its id to another.
   */
  private List<Long> themselves(List<Long> onRecord) {
    return books
        .query(
            String.format(
                Locale.ROOT,
                "select s.id::bigint from %s s join :\"studio\".sessoes t on t.id = s.id where s.id"
                    + " = any(:ids) and %s",
                Stage.table(Tabela.SESSOES),
                createdAsOne("t")))
        .bindArray("ids", Long.class, onRecord)
        .mapTo(Long.class)
        .list();
  }

  private String createdAsOne(String live) {
    return stage.hasAll(Tabela.SESSOES, List.of("created_at", "cliente_id"))
        ? String.format(
            Locale.ROOT, "s.created_at = %1$s.created_at and s.cliente_id = %1$s.cliente_id", live)
        : "false";
  }

  private boolean hasPointers() {
    return stage.hasAll(Tabela.SESSOES, List.of("payment_id"));
  }
}
