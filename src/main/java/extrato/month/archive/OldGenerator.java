package extrato.month.archive;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Month;
import java.util.List;

/**
 * Traces of the old generator, which would close months in its own way, without a proven backup.
 */
public final class OldGenerator {
  private static final String UNKNOWN = Sql.load(OldGenerator.class, "unknown_statements.sql");

  private OldGenerator() {}

  /** Months that another program closed after this tool first worked in the database. */
  public static List<Month> closedMeanwhile(Snapshot snapshot) {
    return snapshot
        .query(UNKNOWN)
        .map((row, context) -> new Month(row.getInt("ano"), row.getInt("mes")))
        .list();
  }
}
