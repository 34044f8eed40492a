package extrato.work.importing;

import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import extrato.work.staging.StoredRecords;
import extrato.work.staging.Triggers;
import extrato.work.staging.Writes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes new records and changes live ones in one statement; and compares what was stored. */
final class RecordWriter {
  private final Snapshot snapshot;
  private final ImportStage added;
  private final ImportStage changed;

  /**
   * @param changed whole rows, as they shall be
   */
  RecordWriter(Snapshot snapshot, ImportStage added, ImportStage changed) {
    this.snapshot = snapshot;
    this.added = added;
    this.changed = changed;
  }

  /** How many records of each table were added and changed. */
  record Written(Map<ImportTable, Long> added, Map<ImportTable, Long> changed) {}

  Written run() {
    Map<ImportTable, List<String>> differing = new EnumMap<>(ImportTable.class);
    changed.tables().forEach(table -> differing.put(table, differing(table)));
    differing.values().removeIf(List::isEmpty);
    Written written =
        snapshot.asTheStudio(
            () -> {
              Written rows = write(differing);
              // Deferred work happens now, while its effects can still be seen.
              snapshot.handle().execute("set constraints all immediate");
              return rows;
            });
    written.added().forEach((table, rows) -> snapshot.changes().inserted(table.table(), rows));
    written.changed().forEach((table, rows) -> snapshot.changes().updated(table.table(), rows));
    return written;
  }

  /**
   * Compares what is stored with what was written, when the studio's triggers have done all that
   * they deferred: nothing of it may change from then on.
   */
  static void prove(Snapshot snapshot, List<RecordWriter> all) {
    snapshot.changes().calm();
    all.forEach(
        one -> {
          List<String> others = one.others(one.added);
          others.addAll(one.others(one.changed));
          one.stopAt(others);
        });
  }

  /** The same, where the new records are kept: they are read once for both. */
  void prove(ImageWriter images) {
    snapshot.changes().calm();
    List<String> others = new ArrayList<>();
    for (ImportTable table : added.tables()) {
      snapshot.checkInterruption();
      if (!images.keepStored(added, table)) {
        others.addAll(others(added, table));
      }
    }
    others.addAll(others(changed));
    stopAt(others);
  }

  private void stopAt(List<String> others) {
    if (!others.isEmpty()) {
      throw otherwise(others);
    }
  }

  /** The columns in which any of the rows is to be changed. */
  private List<String> differing(ImportTable table) {
    List<String> columns = changed.written(table);
    columns.remove(Sql.quoted("id"));
    String comparisons =
        columns.stream()
            .map(
                c ->
                    String.format(
                        Locale.ROOT,
                        "case when bool_or(row(s.%s)::record *<> row(t.%s)::record) then %s end",
                        c,
                        c,
                        Sql.literal(c)))
            .collect(Collectors.joining(", "));
    return snapshot.strings(
        String.format(
            Locale.ROOT,
            "select q.c from (select array[%s] as all_of from %s s join :\"studio\".%s t on t.id ="
                + " s.id) d cross join unnest(d.all_of) as q (c) where q.c is not null",
            comparisons,
            changed.tableOf(table),
            table));
  }

  private Written write(Map<ImportTable, List<String>> differing) {
    Writes writes = new Writes();
    Map<ImportTable, Long> inserted = new EnumMap<>(ImportTable.class);
    for (ImportTable table : added.tables()) {
      // The proof finds those that a trigger left out.
      inserted.put(table, added.rows(table));
      writes.addUncounted("novos_" + table, insert(table));
    }
    differing.forEach((table, columns) -> writes.add("mudados_" + table, update(table, columns)));
    Map<String, Long> rows = writes.run(snapshot);
    Map<ImportTable, Long> updated = new EnumMap<>(ImportTable.class);
    differing.keySet().forEach(table -> updated.put(table, rows.get("mudados_" + table)));
    return new Written(inserted, updated);
  }

  private String insert(ImportTable table) {
    List<String> written = added.written(table);
    return String.format(
        Locale.ROOT,
        "insert into :\"studio\".%s (%s) overriding system value select %s from %s s",
        table,
        String.join(", ", written),
        written.stream().map(column -> "s." + column).collect(Collectors.joining(", ")),
        added.tableOf(table));
  }

  private String update(ImportTable table, List<String> columns) {
    return String.format(
        Locale.ROOT,
        "update :\"studio\".%s t set %s from %s s where t.id operator(pg_catalog.=) s.id",
        table,
        columns.stream().map(c -> c + " = s." + c).collect(Collectors.joining(", ")),
        changed.tableOf(table));
  }

  private List<String> others(ImportStage stage) {
    List<String> others = new ArrayList<>();
    for (ImportTable table : stage.tables()) {
      snapshot.checkInterruption();
      others.addAll(others(stage, table));
    }
    return others;
  }

  private List<String> others(ImportStage stage, ImportTable table) {
    Map<String, String> values = new LinkedHashMap<>();
    stage.staged(table).stream()
        .filter(column -> stage != changed || !mayDiffer(table, column))
        .forEach(column -> values.put(column, "s." + column));
    return StoredRecords.differing(snapshot, table.table(), stage.tableOf(table), values);
  }

  /** A column that the files have is as they say, whatever is allowed. */
  private boolean mayDiffer(ImportTable table, String column) {
    String name = Sql.unquoted(column);
    return !added.has(table, name) && snapshot.changes().mayDiffer(qualified(table, name));
  }

  private String qualified(ImportTable table, String column) {
    return snapshot.studio().schema() + "." + table + "." + column;
  }

  private Failure otherwise(List<String> others) {
    String names = Triggers.of(snapshot, names(added), names(changed)).named();
    String allowed =
        changed.tables().stream()
            .findFirst()
            .map(table -> qualified(table, "updated_at"))
            .map(
                column ->
                    "; of records that are changed, a column that they do not have may be named in"
                        + " EXTRATO_ALLOWED_CHANGES, as in "
                        + column)
            .orElse("");
    return new Failure.Stopped(
        "what was stored is not what was meant to be: "
            + String.join("; ", others)
            + RolledBack.WORDS,
        names.isEmpty()
            ? "a computed column gives another value, or a rule rewrites the insert"
            : "triggers run here: "
                + names
                + "; disable the one that changes rows for this run, or leave its column out of the"
                + " files"
                + allowed);
  }

  private static List<String> names(ImportStage stage) {
    return stage.tables().stream().map(ImportTable::table).toList();
  }
}
