package extrato.month.selection;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;

/**
 * A first estimate of the month's live records, before they are read; {@link LiveCounts} has to
 * find each of them.
 *
 * @param roughly how many records there are, assuming that a payment has a session and a commission
 * @param undated commissions with neither payment nor date, which belong to no month
 */
public record LiveGlance(boolean any, long roughly, long undated) {
  private static final String GLANCE =
      MonthRows.selectionPrelude() + Sql.load(LiveGlance.class, "live_glance.sql");

  public static LiveGlance of(MonthBooks books) {
    return books
        .query(GLANCE)
        .map(
            (row, context) ->
                new LiveGlance(
                    row.getBoolean("ha_registros"),
                    row.getLong("cerca_de"),
                    row.getLong("sem_data")))
        .one();
  }
}
