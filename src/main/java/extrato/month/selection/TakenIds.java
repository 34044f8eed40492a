package extrato.month.selection;

import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds live records that have an archived record's id. A record is what it was, not what its id
 * says: whoever joined the two by their ids would take one of them for the other, and lose it.
 */
public final class TakenIds {
  private static final String WITHOUT = Sql.load(TakenIds.class, "without_id.sql");
  private static final String TAKEN = Sql.load(TakenIds.class, "taken_ids.sql");
  private static final String NO_MONTH = Sql.load(TakenIds.class, "no_month.sql");
  private static final String UNCHANGED =
      """
      select t.id::bigint from :"studio".sessoes t
      join extrato.lotes l on l.ano = :its_year and l.mes = :its_month and l.versao = :its_version and l.tabela = 'sessoes'
      cross join lateral pg_catalog.jsonb_array_elements(l.registros) lido (registro)
      where t.id = any (cast(:ids as bigint[])) and lido.registro ->> 'id' = t.id::text and %s\
      """;
  private static final int NAMED = 20;

  private final List<TakenId> found;

  private TakenIds(List<TakenId> found) {
    this.found = List.copyOf(found);
  }

  /** Of every month, and of no month at work. */
  public static TakenIds everywhere(Snapshot snapshot) {
    return read(snapshot, NO_MONTH);
  }

  /** Of every month: the ones of the month at work first. */
  public static TakenIds of(MonthBooks books) {
    return read(books, MonthRows.selectionPrelude());
  }

  private static TakenIds read(Snapshot snapshot, String month) {
    if (!snapshot.hasOwnSchema()) {
      return new TakenIds(List.of());
    }
    // An older version's archive does not know which ids a batch holds: then every batch is read.
    String sql =
        snapshot.knowsBackups()
            ? TAKEN
            : TAKEN.replace("l.primeiro_id", "null::bigint").replace("l.ultimo_id", "null::bigint");
    List<TakenId> taken =
        snapshot
            .query(month + sql)
            .map(
                (row, context) ->
                    new TakenId(
                        Tabela.ofTable(row.getString("tabela")),
                        row.getLong("id"),
                        new Month(row.getInt("ano"), row.getInt("mes")),
                        row.getInt("versao"),
                        row.getBoolean("do_mes"),
                        row.getBoolean("e_o_mesmo")
                            ? TakenId.Proof.ITSELF
                            : row.getBoolean("sem_data")
                                ? TakenId.Proof.NONE
                                : TakenId.Proof.ANOTHER))
            .list();
    return new TakenIds(withoutUnchanged(snapshot, taken));
  }

  /** A session that stayed and has every value that it had then is the same, or as good as that. */
  private static List<TakenId> withoutUnchanged(Snapshot snapshot, List<TakenId> taken) {
    List<TakenId> left = new ArrayList<>(taken);
    taken.stream()
        .filter(one -> one.proof() == TakenId.Proof.NONE)
        .collect(Collectors.groupingBy(one -> List.of(one.month(), one.version())))
        .forEach((version, undated) -> left.removeAll(unchanged(snapshot, undated)));
    return left;
  }

  private static List<TakenId> unchanged(Snapshot snapshot, List<TakenId> ofOneVersion) {
    TakenId any = ofOneVersion.get(0);
    Set<Long> unchanged =
        snapshot
            .query(String.format(Locale.ROOT, UNCHANGED, sameValues(snapshot)))
            .bindArray("ids", Long.class, ofOneVersion.stream().map(TakenId::id).toList())
            .bind("its_year", any.month().year())
            .bind("its_month", any.month().month())
            .bind("its_version", any.version())
            .mapTo(Long.class)
            .set();
    return ofOneVersion.stream().filter(one -> unchanged.contains(one.id())).toList();
  }

  private static String sameValues(Snapshot snapshot) {
    return snapshot.studio().columns(Tabela.SESSOES).stream()
        .map(Column::name)
        .filter(name -> !name.equals("payment_id"))
        .map(
            name ->
                String.format(
                    Locale.ROOT,
                    "lido.registro ->> %s is not distinct from %s",
                    Sql.literal(name),
                    Sql.text("t." + Sql.quoted(name))))
        .collect(Collectors.joining(" and "));
  }

  /** Stops when the month at work has any; other months' are told to whom it may concern. */
  public static void check(MonthBooks books, Consumer<String> warnings) {
    everyRecordHasOne(books);
    TakenIds taken = of(books);
    List<TakenId> selected = taken.ofTheMonth();
    if (!selected.isEmpty()) {
      throw new Failure.Stopped(text(books, selected), hint(selected));
    }
    taken.warnOfOtherMonths(warnings);
  }

  /** The same, of a proof: a month with such records is not proven by what holds the others. */
  public static void proveNone(MonthBooks books, Consumer<String> warnings) {
    everyRecordHasOne(books);
    TakenIds taken = of(books);
    List<TakenId> selected = taken.ofTheMonth();
    if (!selected.isEmpty()) {
      throw new Failure.NotProven(text(books, selected), hint(selected));
    }
    taken.warnOfOtherMonths(warnings);
  }

  private static void everyRecordHasOne(MonthBooks books) {
    List<String> tables = books.strings(WITHOUT);
    if (!tables.isEmpty()) {
      throw new Failure.Stopped(
          "records without an id are in " + String.join(", ", tables) + ": nothing could name them",
          "give them ids, and the table its primary key back");
    }
  }

  public List<TakenId> all() {
    return found;
  }

  public List<TakenId> ofTheMonth() {
    return found.stream().filter(TakenId::selected).toList();
  }

  private void warnOfOtherMonths(Consumer<String> warnings) {
    List<TakenId> others = found.stream().filter(Predicate.not(TakenId::selected)).toList();
    if (!others.isEmpty()) {
      warnings.accept(
          "live records outside this month have ids of archived records: "
              + named(others)
              + "; "
              + cures(others));
    }
  }

  private static String text(MonthBooks books, List<TakenId> taken) {
    return String.format(
        Locale.ROOT,
        "live records of %s have ids of archived records: %s",
        books.month().slashed(),
        named(taken));
  }

  private static String hint(List<TakenId> taken) {
    TakenId first = taken.get(0);
    return String.format(
        Locale.ROOT,
        "%s; `--leave %s:%d` leaves it live and out of this run",
        cures(taken),
        first.tabela().table(),
        first.id());
  }

  /** The way out, one command a record. */
  private static String cures(List<TakenId> taken) {
    return Stream.of(
            cures(taken, TakenId::itself, "brings the archived record's month back with it"),
            cures(taken, Predicate.not(TakenId::itself), "gives the live record a new id"),
            taken.stream().anyMatch(one -> one.proof() == TakenId.Proof.NONE)
                ? "without created_at only the studio knows whether a session is another one"
                : "")
        .filter(cure -> !cure.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String cures(List<TakenId> taken, Predicate<TakenId> which, String effect) {
    List<String> cures =
        taken.stream().filter(which).map(one -> "`" + one.cure() + "`").distinct().toList();
    return cures.isEmpty()
        ? ""
        : cures.stream().limit(3).collect(Collectors.joining(", "))
            + (cures.size() > 3 ? " and so on" : "")
            + " "
            + effect;
  }

  private static String named(List<TakenId> taken) {
    String more = taken.size() > NAMED ? " and " + (taken.size() - NAMED) + " more" : "";
    return taken.stream().limit(NAMED).map(TakenId::described).collect(Collectors.joining(", "))
        + more;
  }
}
