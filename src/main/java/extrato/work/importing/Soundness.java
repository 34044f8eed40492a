package extrato.work.importing;

import extrato.month.selection.UniqueKey;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.work.importing.files.ImportTable;
import extrato.work.staging.RequiredColumn;
import extrato.work.staging.Sequences;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is wrong with staged records in themselves, whatever the studio has already. */
final class Soundness {
  private static final String CHECKS = Sql.load(Soundness.class, "checks.sql");

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final ImportFindings findings;

  Soundness(Snapshot snapshot, ImportStage stage, ImportFindings findings) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.findings = findings;
  }

  void find() {
    stage.tables().forEach(this::missingValues);
    stage.tables().stream().filter(table -> stage.has(table, "id")).forEach(this::ids);
    looseCommissions();
    UniqueKey.everywhere(snapshot).forEach(this::doubles);
    checks();
  }

  /** New records need more columns than those that are live already. */
  void missingColumns(Predicate<ImportTable> which) {
    for (RequiredColumn column : RequiredColumn.of(snapshot)) {
      ImportTable.named(column.table())
          .filter(which)
          .filter(stage.tables()::contains)
          .filter(table -> !stage.has(column.table(), column.name()))
          .filter(table -> stage.rows(table) > 0)
          .ifPresent(
              table ->
                  findings.table(
                      table,
                      "the files have no column " + column.name() + ", which must have a value"));
    }
  }

  /** The studio's next ids come after the highest one: none may bring them near their end. */
  private void ids(ImportTable table) {
    findings.data(table, "s.id < 1", "id", "ids begin with 1");
    Sequences.mostOfId(snapshot, table.table())
        .ifPresent(
            most ->
                findings.data(
                    table,
                    "s.id > " + (most - most / 10) + " and s.id <= " + most,
                    "id",
                    "the studio's next ids would come after it, and there are not many more"));
  }

  /** Without a payment, the moment says which month a commission is of. */
  private void looseCommissions() {
    ImportTable table = ImportTable.COMISSOES;
    if (stage.has(table, "created_at")) {
      findings.data(
          table,
          (stage.has(table, "pagamento_id") ? "s.pagamento_id is null and " : "")
              + "(s.created_at :local_moment not between '"
              + Month.FIRST_YEAR
              + "-01-01' and '"
              + Month.LAST_YEAR
              + "-12-31 23:59:59.999999')",
          "created_at",
          "without a payment it decides the month, which must be in the years "
              + Month.FIRST_YEAR
              + " to "
              + Month.LAST_YEAR);
    }
  }

  private void missingValues(ImportTable table) {
    for (String column : stage.target(table).required()) {
      boolean foundOut = stage.persons(table).stream().anyMatch(one -> one.column().equals(column));
      if (stage.has(table, column)) {
        findings.data(
            table, "s." + Sql.quoted(column) + " is null", column, "it must have a value");
      } else if (foundOut) {
        String staged =
            stage.persons(table).stream()
                .filter(one -> one.column().equals(column))
                .map(one -> Sql.quoted(one.staged().name()))
                .collect(Collectors.joining());
        findings.data(table, "s." + staged + " is null", column, "it must have a value");
      }
    }
  }

  /** Records of the files of which only one can be live. */
  private void doubles(UniqueKey key) {
    if (!stage.hasAll(key.table(), key.columns()) || isStillEmpty(key)) {
      return;
    }
    String keys = String.join(", ", key.keys());
    if (!isTwice(key)) {
      return;
    }
    findings.places(
        String.format(
            Locale.ROOT,
            """
            select w.place from (
              select s.place, pg_catalog.row_number() over (partition by %s order by s.place) as n
              from (select *, %s as place from %s) s
              where (%s) and pg_catalog.num_nulls(%s) = 0
            ) w
            where w.n > 1 order by 1\
            """,
            keys,
            ImportStage.PLACE,
            stage.tableOf(key.table()),
            key.predicate() == null ? "true" : key.predicate(),
            keys),
        key.named(),
        "an earlier record of the files has the same");
  }

  /** Whether any id is there twice; finding out takes less than finding them. */
  private boolean isTwice(UniqueKey key) {
    return !key.isOfId()
        || snapshot
            .query(
                "select pg_catalog.count(s.id) <> pg_catalog.count(distinct s.id) from "
                    + stage.tableOf(key.table())
                    + " s")
            .mapTo(boolean.class)
            .one();
  }

  /** Ids that the studio's sequences will give out are no concern. */
  private boolean isStillEmpty(UniqueKey key) {
    return key.hasId()
        && ImportTable.named(key.table()).filter(table -> !stage.has(table, "id")).isPresent();
  }

  private record Check(String table, String name, String condition, List<String> columns) {}

  /** What the tables' own conditions say of them. */
  void checks() {
    List<Check> checks =
        snapshot
            .query(CHECKS)
            .bind("schema", snapshot.studio().schema())
            .map(
                (row, context) ->
                    new Check(
                        row.getString("tabela"),
                        row.getString("name"),
                        row.getString("condition"),
                        strings(row.getArray("columns"))))
            .list();
    for (Check check : checks) {
      ImportTable.named(check.table())
          .filter(stage.tables()::contains)
          .filter(table -> stage.hasAll(check.table(), check.columns()))
          .ifPresent(
              table ->
                  findings.data(
                      table,
                      "(" + check.condition() + ") is false",
                      String.join(", ", check.columns()),
                      "it does not meet the check " + check.name()));
    }
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
