package extrato.work.restoring;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.work.staging.Sequences;
import java.util.Optional;

/** An id that no record of a table has, live or archived. */
final class NewId {
  private static final String HIGHEST_ARCHIVED =
      "select coalesce(max(l.ultimo_id), 0) from extrato.lotes l where l.tabela = :tabela";

  private NewId() {}

  /**
   * The SQL for the column's new value: a number, or DEFAULT for a generated identity, which takes
   * nothing else.
   */
  static String of(Snapshot snapshot, Tabela tabela, boolean forGood) {
    long highest =
        Math.max(
            snapshot
                .query(
                    "select coalesce(max(t.id), 0)::bigint from :\"studio\"."
                        + tabela.table()
                        + " t")
                .mapTo(Long.class)
                .one(),
            snapshot.hasOwnSchema()
                ? snapshot
                    .query(HIGHEST_ARCHIVED)
                    .bind("tabela", tabela.table())
                    .mapTo(Long.class)
                    .one()
                : 0);
    Optional<String> sequence = Sequences.ofId(snapshot, tabela.table());
    if (sequence.isEmpty()) {
      return String.valueOf(highest + 1);
    }
    if (!forGood) {
      return String.valueOf(Math.max(highest, Sequences.last(snapshot, sequence.get())) + 1);
    }
    Sequences.raiseTo(snapshot, sequence.get(), highest);
    return isAlwaysGenerated(snapshot, tabela)
        ? "default"
        : String.valueOf(Sequences.next(snapshot, sequence.get()));
  }

  private static boolean isAlwaysGenerated(Snapshot snapshot, Tabela tabela) {
    return snapshot
        .query(
            "select a.attidentity = 'a' from pg_catalog.pg_attribute a"
                + " where a.attrelid = cast(:table as regclass) and a.attname = 'id'")
        .bind("table", Sql.quoted(snapshot.studio().schema()) + "." + tabela.table())
        .mapTo(boolean.class)
        .one();
  }
}
