package extrato.work.restoring;

import extrato.studio.Tabela;
import java.util.Map;

/** The range of the ids of a table's staged records, of which there must be any. */
record StagedIds(long lowest, long highest) {
  static StagedIds of(Stage stage, Tabela tabela) {
    return stage
        .books()
        .query(
            "select min(s.id)::bigint as lowest, max(s.id)::bigint as highest from "
                + Stage.table(tabela)
                + " s")
        .map((row, context) -> new StagedIds(row.getLong("lowest"), row.getLong("highest")))
        .one();
  }

  /** As the queries of archives name them: only batches that may have one are read. */
  Map<String, Long> range() {
    return Map.of("primeiro", lowest, "ultimo", highest);
  }
}
