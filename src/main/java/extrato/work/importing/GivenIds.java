package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import extrato.work.staging.Sequences;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Gives records their ids where the files have none. */
final class GivenIds {
  private GivenIds() {}

  /**
   * @param which of the stage's tables
   * @param forGood whether the sequences are used up: no rollback takes that back
   */
  static void give(
      Snapshot snapshot,
      ImportStage stage,
      Predicate<ImportTable> which,
      boolean forGood,
      ImportFindings findings) {
    for (ImportTable table : stage.tables()) {
      if (!which.test(table) || stage.has(table, "id")) {
        continue;
      }
      Optional<String> sequence = Sequences.ofId(snapshot, table.table());
      if (sequence.isEmpty()) {
        findings.table(table, "the files have no ids, and no sequence of the studio gives any");
        continue;
      }
      String next =
          forGood
              ? "pg_catalog.nextval(" + Sql.literal(sequence.get()) + "::regclass)"
              : Sequences.last(snapshot, sequence.get()) + " + n.n";
      snapshot
          .update(
              String.format(
                  Locale.ROOT,
                  "update %s s set id = %s from (select q.ctid as row, pg_catalog.row_number() over"
                      + " (order by q.%s) as n from %s q) n where n.row = s.ctid",
                  stage.tableOf(table),
                  next,
                  ImportStage.PLACE,
                  stage.tableOf(table)))
          .execute();
    }
  }
}
