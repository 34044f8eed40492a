package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The sequences that give out ids. They are only raised, and only if a value that came is beyond
 * them, so that the application's next row gets a free id.
 */
public final class Sequences {
  private static final String SEQUENCES = Sql.load(Sequences.class, "sequences.sql");

  /**
   * A sequence that supplies a column's values.
   *
   * @param name with its schema, quoted
   * @param least the first value that it can give out
   * @param most the last one
   */
  public record Sequence(String table, String column, String name, long least, long most) {}

  private Sequences() {}

  /** Make this the last step: a rollback does not undo a sequence. */
  public static void raise(Snapshot snapshot, Staged staged) {
    sequences(snapshot).stream()
        .filter(sequence -> staged.has(sequence.table(), sequence.column()))
        .forEach(sequence -> raise(snapshot, sequence, staged.tableOf(sequence.table())));
  }

  private static void raise(Snapshot snapshot, Sequence sequence, String staged) {
    // Values outside the sequence's range do not count.
    snapshot
        .query(
            String.format(
                Locale.ROOT,
                """
                select pg_catalog.setval(cast(:name as regclass), m.highest)
                from %s q
                cross join (
                  select max(s.%s)::bigint as highest from %s s where s.%s between :least and :most
                ) m
                where m.highest > q.last_value or (m.highest = q.last_value and not q.is_called)\
                """,
                sequence.name(),
                Sql.quoted(sequence.column()),
                staged,
                Sql.quoted(sequence.column())))
        .bind("name", sequence.name())
        .bind("least", sequence.least())
        .bind("most", sequence.most())
        .mapTo(Long.class)
        .list();
  }

  /** The quoted name of the sequence that gives out a table's ids; empty if none counts upwards. */
  public static Optional<String> ofId(Snapshot snapshot, String table) {
    return sequences(snapshot).stream()
        .filter(sequence -> sequence.table().equals(table) && sequence.column().equals("id"))
        .map(Sequence::name)
        .findFirst();
  }

  /** The highest id that a table's sequence can give out; empty if none counts upwards. */
  public static Optional<Long> mostOfId(Snapshot snapshot, String table) {
    return sequences(snapshot).stream()
        .filter(sequence -> sequence.table().equals(table) && sequence.column().equals("id"))
        .map(Sequence::most)
        .findFirst();
  }

  /** The last number that the sequence gave out. */
  public static long last(Snapshot snapshot, String sequence) {
    return snapshot
        .query(
            "select q.last_value - case when q.is_called then 0 else 1 end from " + sequence + " q")
        .mapTo(Long.class)
        .one();
  }

  public static void raiseTo(Snapshot snapshot, String sequence, long number) {
    if (number > last(snapshot, sequence)) {
      snapshot
          .query("select pg_catalog.setval(cast(:name as regclass), :number)")
          .bind("name", sequence)
          .bind("number", number)
          .mapTo(Long.class)
          .one();
    }
  }

  public static long next(Snapshot snapshot, String sequence) {
    return snapshot
        .query("select pg_catalog.nextval(cast(:name as regclass))")
        .bind("name", sequence)
        .mapTo(Long.class)
        .one();
  }

  private static List<Sequence> sequences(Snapshot snapshot) {
    return of(snapshot.handle(), snapshot.studio().schema());
  }

  /** Those of the tables that records can come into, as far as they count upwards. */
  public static List<Sequence> of(Handle handle, String schema) {
    return handle
        .createQuery(SEQUENCES)
        .bind("schema", schema)
        .map(
            (row, context) ->
                new Sequence(
                    row.getString("tabela"),
                    row.getString("coluna"),
                    row.getString("sequencia"),
                    row.getLong("minimo"),
                    row.getLong("maximo")))
        .list();
  }
}
