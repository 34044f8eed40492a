package extrato.month.statement;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the database keeps about every month that was ever closed. */
public final class KeptStatements {
  private static final String VERSIONS = Sql.load(KeptStatements.class, "current_versions.sql");
  private static final String STATEMENTS =
      """
      select e.ano, e.mes, e.totais::text as totais from :"studio".extratos e
      where e.ano between 2000 and 2100 and e.mes between 1 and 12\
      """;

  private final SortedMap<Month, KeptStatement> months;

  private KeptStatements(SortedMap<Month, KeptStatement> months) {
    this.months = months;
  }

  public static KeptStatements of(Snapshot snapshot) {
    SortedMap<Month, KeptStatement> months = new TreeMap<>();
    if (snapshot.hasStudioTable("extratos")) {
      snapshot
          .query(STATEMENTS)
          .map((row, context) -> Map.entry(month(row), StoredJson.read(row.getString("totais"))))
          .forEach(row -> months.put(row.getKey(), new KeptStatement(row.getValue(), null)));
    }
    if (snapshot.hasOwnSchema()) {
      snapshot
          .query(VERSIONS)
          .map((row, context) -> Map.entry(month(row), version(row)))
          .forEach(
              row ->
                  months.merge(
                      row.getKey(),
                      new KeptStatement(null, row.getValue()),
                      (kept, version) -> new KeptStatement(kept.totals(), version.version())));
    }
    return new KeptStatements(months);
  }

  public SortedMap<Month, KeptStatement> months() {
    return new TreeMap<>(months);
  }

  public KeptStatement of(Month month) {
    return months.getOrDefault(month, KeptStatement.NONE);
  }

  /** How many records the month's statement has; null if there is no statement. */
  public @Nullable Long records(Snapshot snapshot, Month month) {
    KeptStatement kept = of(month);
    Long counted = kept.records();
    return counted != null || kept.totals() == null
        ? counted
        : Long.valueOf(StatementPage.countRecords(snapshot.of(month)));
  }

  private static Month month(ResultSet row) throws SQLException {
    return new Month(row.getInt("ano"), row.getInt("mes"));
  }

  private static KeptStatement.Version version(ResultSet row) throws SQLException {
    return new KeptStatement.Version(
        row.getInt("versao"),
        row.getBoolean("restaurada"),
        row.getObject("criada_em", OffsetDateTime.class).toInstant(),
        row.getString("backup_digest"),
        StoredJson.read(row.getString("totais")));
  }
}
