package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.support.failure.Wording;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Reject;
import extrato.work.importing.files.Rejects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is wrong with staged records in themselves, and what of the studio is in their way. */
final class ImportFindings {
  private static final int NAMED = 20;

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final Rejects rejects;
  private final List<Wording> conflicts;

  ImportFindings(Snapshot snapshot, ImportStage stage, Rejects rejects) {
    this(snapshot, stage, rejects, new ArrayList<>());
  }

  private ImportFindings(
      Snapshot snapshot, ImportStage stage, Rejects rejects, List<Wording> conflicts) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.rejects = rejects;
    this.conflicts = conflicts;
  }

  /** The same list, for what is found of another stage. */
  ImportFindings of(ImportStage other) {
    return new ImportFindings(snapshot, other, rejects, conflicts);
  }

  /** The same list, for what another view of the database finds. */
  ImportFindings in(Snapshot other) {
    return new ImportFindings(other, stage, rejects, conflicts);
  }

  Rejects rejects() {
    return rejects;
  }

  List<Wording> conflicts() {
    return conflicts;
  }

  /** Refuses the table's staged records s that meet the condition. */
  void data(ImportTable table, String condition, String column, String reason) {
    places(
        String.format(
            Locale.ROOT,
            "select s.%s from %s s where %s order by 1",
            ImportStage.PLACE,
            stage.tableOf(table),
            condition),
        column,
        reason);
  }

  /** Refuses the records whose places the query finds. */
  void places(String query, String column, String reason) {
    snapshot
        .query(query)
        .mapTo(Long.class)
        .forEach(
            place ->
                rejects.add(
                    new Reject(stage.fileOf(place), Conversion.lineOf(place), column, reason)));
  }

  /** Refuses something about a whole table. */
  void table(ImportTable table, String reason) {
    rejects.add(new Reject(table.table(), 0, "", reason));
  }

  /**
   * Lists what is in the way of records.
   *
   * @param query finds the places of the records, null for those of no file, and a text each that
   *     names what is meant
   * @param reason what is wrong with them
   */
  void conflict(ImportTable table, String query, String reason) {
    conflict(table, query, Map.of(), reason);
  }

  /**
   * The same.
   *
   * @param values that the query names
   */
  void conflict(ImportTable table, String query, Map<String, ?> values, String reason) {
    List<String> found =
        snapshot
            .query("select * from (" + query + ") w limit " + (NAMED + 1))
            .bindMap(values)
            .map(
                (row, context) -> {
                  String named = row.getString(2);
                  long place = row.getLong(1);
                  return row.wasNull() ? named : named + " (" + standing(place) + ")";
                })
            .list();
    if (!found.isEmpty()) {
      String named = String.join(", ", found.subList(0, Math.min(NAMED, found.size())));
      conflicts.add(
          Wording.plain(
              table + " " + named + (found.size() > NAMED ? " and more" : "") + ": " + reason));
    }
  }

  private String standing(long place) {
    return stage.fileOf(place) + " line " + Conversion.lineOf(place);
  }
}
