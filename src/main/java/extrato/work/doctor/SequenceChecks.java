package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the application will soon give out ids that the archive already holds. */
final class SequenceChecks {
  private static final String NAME = "sequences";
  private static final String SEQUENCES = Sql.load(SequenceChecks.class, "behind_sequences.sql");

  /**
   * @param last the last id that was given out; null if this role may not see it
   * @param archived the highest id in the archive; null if it holds none
   */
  private record Sequence(String table, String name, @Nullable Long last, @Nullable Long archived) {
    boolean isBehind() {
      return last != null && archived != null && last < archived;
    }

    Check check() {
      return Check.fail(
          NAME,
          String.format(
              Locale.ROOT,
              "%s is at %d, and the archive holds %s up to id %d: records to come would get their"
                  + " ids",
              name,
              last,
              table,
              archived),
          // Never lowers it, whatever has happened since.
          String.format(
              Locale.ROOT,
              "select pg_catalog.setval(%s, greatest(%d, (select last_value from %s)));",
              Sql.literal(name),
              archived,
              name));
    }
  }

  private SequenceChecks() {}

  static List<Check> of(Inspection inspection, String schema, List<String> pending) {
    if (!pending.isEmpty()) {
      return List.of();
    }
    List<Check> behind =
        inspection
            .asking(
                handle ->
                    handle
                        .createQuery(SEQUENCES)
                        .bind("schema", schema)
                        .map(
                            (row, context) ->
                                new Sequence(
                                    row.getString("tabela"),
                                    row.getString("sequencia"),
                                    row.getObject("ultimo", Long.class),
                                    row.getObject("arquivado", Long.class)))
                        .list())
            .stream()
            .filter(Sequence::isBehind)
            .map(Sequence::check)
            .toList();
    return behind.isEmpty()
        ? List.of(Check.ok(NAME, "no future id is already in the archive"))
        : behind;
  }
}
