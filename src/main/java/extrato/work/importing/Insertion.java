package extrato.work.importing;

import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import extrato.work.staging.Sequences;
import extrato.work.staging.Triggers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Gives records their ids, writes them in one statement, and compares what was stored. */
final class Insertion {
  private static final int NAMED = 5;

  private final Snapshot snapshot;
  private final ImportStage stage;

  Insertion(Snapshot snapshot, ImportStage stage) {
    this.snapshot = snapshot;
    this.stage = stage;
  }

  /**
   * Numbers the records of tables for which the files have no ids.
   *
   * @param which of the tables
   * @param forGood whether the sequences are used up: no rollback takes that back
   */
  void number(Predicate<ImportTable> which, boolean forGood, Findings findings) {
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

  /** Returns how many records of each table were written; all of them are proven. */
  Map<ImportTable, Long> run() {
    Map<ImportTable, Long> written =
        snapshot.asTheStudio(
            () -> {
              Map<ImportTable, Long> rows = write();
              // Deferred work happens now, while its effects can still be seen.
              snapshot.handle().execute("set constraints all immediate");
              return rows;
            });
    written.forEach((table, rows) -> snapshot.changes().inserted(table.table(), rows));
    List<String> changed = new ArrayList<>();
    for (ImportTable table : stage.tables()) {
      snapshot.checkInterruption();
      changed.addAll(changed(table));
    }
    if (!changed.isEmpty()) {
      throw changed(changed);
    }
    return written;
  }

  private Map<ImportTable, Long> write() {
    // One statement, because payments and sessions refer to each other, and the keys are checked
    // when it ends.
    String inserts = stage.tables().stream().map(this::insert).collect(Collectors.joining(", "));
    String counts =
        stage.tables().stream()
            .map(table -> "(select pg_catalog.count(*) from novos_" + table + ") as " + table)
            .collect(Collectors.joining(", "));
    return snapshot
        .query("with " + inserts + " select " + counts)
        .map(
            (row, context) -> {
              Map<ImportTable, Long> written = new EnumMap<>(ImportTable.class);
              for (ImportTable table : stage.tables()) {
                written.put(table, row.getLong(table.table()));
              }
              return written;
            })
        .one();
  }

  private String insert(ImportTable table) {
    List<String> written = stage.written(table);
    return String.format(
        Locale.ROOT,
        """
        novos_%s as (
          insert into :"studio".%s (%s) overriding system value
          select %s from %s s returning 1
        )\
        """,
        table,
        table,
        String.join(", ", written),
        written.stream().map(column -> "s." + column).collect(Collectors.joining(", ")),
        stage.tableOf(table));
  }

  /** Records that are stored with other bytes than they were staged with. */
  private List<String> changed(ImportTable table) {
    List<String> columns = stage.staged(table);
    // *<> compares the stored bytes, so −0 differs from 0, and 1.0 from 1.00.
    String differing =
        columns.stream()
            .map(
                column ->
                    String.format(
                        Locale.ROOT,
                        "case when row(s.%s)::record *<> row(t.%s)::record then %s end",
                        column,
                        column,
                        Sql.literal(Sql.unquoted(column))))
            .collect(Collectors.joining(", "));
    String staged = columns.stream().map(c -> "s." + c).collect(Collectors.joining(", "));
    String live = columns.stream().map(c -> "t." + c).collect(Collectors.joining(", "));
    return snapshot.strings(
        String.format(
            Locale.ROOT,
            """
            select '%s id ' || s.id || ': ' || case when t.id is null then 'not there' else pg_catalog.concat_ws(', ', %s) end
            from %s s
            left join :"studio".%s t on t.id = s.id
            where t.id is null or row(%s)::record *<> row(%s)::record
            order by s.id
            limit %d\
            """,
            table,
            differing,
            stage.tableOf(table),
            table,
            staged,
            live,
            NAMED));
  }

  private Failure changed(List<String> changed) {
    String names =
        Triggers.of(snapshot, stage.tables().stream().map(ImportTable::table).toList()).named();
    return new Failure.Stopped(
        "what was stored is not what stands in the files: "
            + String.join("; ", changed)
            + RolledBack.WORDS,
        names.isEmpty()
            ? "a computed column gives another value, or a rule rewrites the insert"
            : "triggers run here: "
                + names
                + "; disable the one that changes rows for the import, or leave its column out");
  }
}
