package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.work.staging.Sequences;
import extrato.work.staging.Sequences.Sequence;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether the application will soon give out ids that the archive already holds. */
final class SequenceChecks {
  private static final String NAME = "sequences";
  private static final String LAST_IDS = Sql.load(SequenceChecks.class, "last_ids.sql");

  /**
   * @param last the last id that was given out; null if this role may not see it
   * @param archived the highest id in the archive; null if it holds none
   */
  private record LastIds(Sequence sequence, @Nullable Long last, @Nullable Long archived) {
    static LastIds of(Handle handle, Sequence sequence) {
      return handle
          .createQuery(LAST_IDS)
          .bind("sequencia", sequence.name())
          .bind("tabela", sequence.table())
          .map(
              (row, context) ->
                  new LastIds(
                      sequence,
                      row.getObject("ultimo", Long.class),
                      row.getObject("arquivado", Long.class)))
          .one();
    }

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
              sequence.name(),
              last,
              sequence.table(),
              archived),
          // Never lowers it, whatever has happened since.
          String.format(
              Locale.ROOT,
              "select pg_catalog.setval(%s, greatest(%d, (select last_value from %s)));",
              Sql.literal(sequence.name()),
              archived,
              sequence.name()));
    }
  }

  private SequenceChecks() {}

  static List<Check> of(Inspection inspection, String schema, List<String> pending) {
    if (!pending.isEmpty()) {
      return List.of();
    }
    List<Check> behind =
        inspection.asking(handle -> lastIds(handle, schema)).stream()
            .filter(LastIds::isBehind)
            .map(LastIds::check)
            .toList();
    return behind.isEmpty()
        ? List.of(Check.ok(NAME, "no future id is already in the archive"))
        : behind;
  }

  private static List<LastIds> lastIds(Handle handle, String schema) {
    return Sequences.of(handle, schema).stream()
        .filter(sequence -> sequence.column().equals("id"))
        .filter(sequence -> Tabela.isTable(sequence.table()))
        .map(sequence -> LastIds.of(handle, sequence))
        .toList();
  }
}
