package extrato.work.importing;

import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Takes live records out. */
final class Removal {
  private Removal() {}

  /**
   * Deletes the live records whose ids are staged; returns how many of each table.
   *
   * @param stage of records that nothing else refers to
   */
  static Map<ImportTable, Long> run(Snapshot snapshot, ImportStage stage) {
    if (stage.tables().isEmpty()) {
      return Map.of();
    }
    // One statement, because payments and sessions refer to each other, and the keys are checked
    // when it ends.
    String deletions =
        stage.tables().stream()
            .map(
                table ->
                    String.format(
                        Locale.ROOT,
                        "fora_%s as (delete from :\"studio\".%s t using %s s where t.id"
                            + " operator(pg_catalog.=) s.id returning 1)",
                        table,
                        table,
                        stage.tableOf(table)))
            .collect(Collectors.joining(", "));
    String counts =
        stage.tables().stream()
            .map(table -> "(select pg_catalog.count(*) from fora_" + table + ") as " + table)
            .collect(Collectors.joining(", "));
    Map<ImportTable, Long> deleted =
        snapshot.asTheStudio(
            () -> {
              Map<ImportTable, Long> rows =
                  snapshot
                      .query("with " + deletions + " select " + counts)
                      .map(
                          (row, context) -> {
                            Map<ImportTable, Long> gone = new EnumMap<>(ImportTable.class);
                            for (ImportTable table : stage.tables()) {
                              gone.put(table, row.getLong(table.table()));
                            }
                            return gone;
                          })
                      .one();
              snapshot.handle().execute("set constraints all immediate");
              return rows;
            });
    deleted.forEach(
        (table, rows) -> {
          checkCount(table, stage.rows(table), rows);
          snapshot.changes().deleted(table.table(), rows);
        });
    return deleted;
  }

  /** An id that is live twice would take the other record along. */
  private static void checkCount(ImportTable table, long meant, long deleted) {
    if (deleted != meant) {
      throw new Failure.Stopped(
          table + ": " + deleted + " deleted instead of " + meant + RolledBack.WORDS,
          deleted > meant
              ? "some of their ids are live more than once: `extrato renumber` gives one a new id"
              : "a trigger or a rule kept some of them: switch it off for this run");
    }
  }
}
