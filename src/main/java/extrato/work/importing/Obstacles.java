package extrato.work.importing;

import extrato.month.selection.UniqueKey;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import extrato.work.staging.ForeignKey;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the studio has, live or archived, that is in the way of staged records. */
final class Obstacles {
  private static final String ARCHIVED_IDS = Sql.load(Obstacles.class, "archived_ids.sql");
  private static final String ARCHIVED_VALUES = Sql.load(Obstacles.class, "archived_values.sql");

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final ImportStage coming;
  private final ImportStage leaving;
  private final ImportFindings findings;

  /**
   * @param coming the new records, which those of the stage may refer to
   * @param leaving live records that will be gone by then
   */
  Obstacles(
      Snapshot snapshot,
      ImportStage stage,
      ImportStage coming,
      ImportStage leaving,
      ImportFindings findings) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.coming = coming;
    this.leaving = leaving;
    this.findings = findings.of(stage);
  }

  /**
   * @param whole whether no record was refused, so that each may refer to any other
   */
  void find(boolean whole) {
    UniqueKey.everywhere(snapshot).stream()
        .filter(key -> stage.hasAll(key.table(), key.columns()))
        .forEach(
            key ->
                ImportTable.named(key.table())
                    .ifPresent(
                        table -> {
                          live(table, key);
                          archived(table, key);
                        }));
    if (whole) {
      missing();
    }
  }

  /** Lists records that an archive has, of a month that was closed with them. */
  void findArchivedIds() {
    if (snapshot.hasOwnSchema()) {
      stage.tables().stream().filter(table -> table.book().isPresent()).forEach(this::archivedIds);
    }
  }

  private void missing() {
    ForeignKey.of(snapshot).stream()
        .filter(key -> stage.hasAll(key.table(), key.columns()))
        .forEach(this::missing);
  }

  private void live(ImportTable table, UniqueKey key) {
    String staged =
        "(select *, " + ImportStage.PLACE + " as place from " + stage.tableOf(table) + ") x";
    findings.conflict(
        table,
        String.format(
            Locale.ROOT,
            "select s.place, pg_catalog.concat('id ', t.id) from %s join %s t on %s%s order by 1",
            key.select(staged).replaceFirst("select id, ", "select id, place, ") + " s",
            key.select(staying(":\"studio\"." + table, table.table()) + " x"),
            key.equal(),
            isChanging() ? " and t.id <> s.id" : ""),
        "the live table has (" + key.named() + ") already");
  }

  /** Whether the stage's records are live already, with other values. */
  private boolean isChanging() {
    return stage != coming;
  }

  /** The web application checks only live rows: what an archive holds may come back one day. */
  private void archived(ImportTable table, UniqueKey key) {
    if (table.book().isEmpty() || !snapshot.hasOwnSchema() || key.keys().size() != 1) {
      return;
    }
    String column = key.keys().get(0);
    if (column.equals("id")) {
      archivedIds(table);
    } else if (key.predicate() == null && key.columns().size() == 1) {
      archivedValues(table, Sql.quoted(key.columns().get(0)), key.columns().get(0));
    }
  }

  private void archivedIds(ImportTable table) {
    Optional<Range> range = range(table);
    if (range.isPresent()) {
      findings.conflict(
          table,
          String.format(
              Locale.ROOT,
              "select s.%s, pg_catalog.format('id %%s, with %%s', o.id,"
                  + " pg_catalog.to_char(pg_catalog.make_date(o.ano, o.mes, 1), 'MM/YYYY')) from %s"
                  + " s join (%s) o on o.id = s.id::text order by 1",
              ImportStage.PLACE,
              stage.tableOf(table),
              ARCHIVED_IDS),
          Map.of(
              "tabela",
              table.table(),
              "primeiro",
              range.get().first(),
              "ultimo",
              range.get().last()),
          "an archive has the id: its record may come back");
    }
  }

  private record Range(long first, long last) {}

  private Optional<Range> range(ImportTable table) {
    return snapshot
        .query(
            "select min(s.id)::bigint as primeiro, max(s.id)::bigint as ultimo from "
                + stage.tableOf(table)
                + " s where exists (select from extrato.lotes l where l.tabela = "
                + Sql.literal(table.table())
                + ") having count(s.id) > 0")
        .map((row, context) -> new Range(row.getLong("primeiro"), row.getLong("ultimo")))
        .findOne();
  }

  private void archivedValues(ImportTable table, String quoted, String column) {
    boolean any =
        snapshot
            .query(
                String.format(
                    Locale.ROOT,
                    "select exists (select from %s s where s.%s is not null)",
                    stage.tableOf(table),
                    quoted))
            .mapTo(boolean.class)
            .one();
    if (any) {
      findings.conflict(
          table,
          String.format(
              Locale.ROOT,
              "select s.%s, pg_catalog.format('id %%s, with %%s', o.id,"
                  + " pg_catalog.to_char(pg_catalog.make_date(o.ano, o.mes, 1), 'MM/YYYY')) from %s"
                  + " s join (%s) o on o.valor = pg_catalog.concat(s.%s) and s.%s is not null order"
                  + " by 1",
              ImportStage.PLACE,
              stage.tableOf(table),
              ARCHIVED_VALUES,
              quoted,
              quoted),
          Map.of("tabela", table.table(), "coluna", column),
          "an archive has the same " + column + ": its record may come back");
    }
  }

  /** What records refer to, but neither the studio nor the files have. */
  private void missing(ForeignKey key) {
    boolean comesToo = isOfStudio(key) && coming.hasAll(key.target(), key.targetColumns());
    String values = key.values();
    findings.conflict(
        ImportTable.named(key.table()).orElseThrow(),
        String.format(
            Locale.ROOT,
            "select min(s.%s), %s from %s s where pg_catalog.num_nulls(%s) = 0%s%s group by %s"
                + " order by 1",
            ImportStage.PLACE,
            key.numbers() ? "pg_catalog.concat_ws('/', " + values + ")" : "'one'",
            stage.tableOf(key.table()),
            values,
            key.absentFrom(
                isOfStudio(key) ? staying(key.quotedTarget(), key.target()) : key.quotedTarget(),
                "t"),
            comesToo ? key.absentFrom(coming.tableOf(key.target()), "o") : "",
            values),
        "what " + String.join(", ", key.columns()) + " refers to is not in " + key.target());
  }

  private boolean isOfStudio(ForeignKey key) {
    return key.targetSchema().equals(snapshot.studio().schema());
  }

  /** The live records that stay. */
  private String staying(String live, String table) {
    return ImportTable.named(table).filter(leaving.tables()::contains).isEmpty()
        ? live
        : String.format(
            Locale.ROOT,
            "(select v.* from %s v where not exists (select from %s f where f.id = v.id))",
            live,
            leaving.tableOf(table));
  }
}
