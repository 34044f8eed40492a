package extrato.month.selection;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many live records the month has.
 *
 * @param staying the sessions among them that stay because of a payment outside the month
 * @param undated commissions with neither payment nor date, which belong to no month
 */
public record LiveCounts(Map<Tabela, Long> records, long staying, long undated) {
  private static final String COUNTS =
      Sql.load(LiveCounts.class, "selection.sql") + Sql.load(LiveCounts.class, "live_counts.sql");

  private static final String STAYING =
      Sql.load(LiveCounts.class, "selection.sql")
          + Sql.load(LiveCounts.class, "staying_sessions.sql");

  public static LiveCounts of(MonthBooks books) {
    return books
        .query(COUNTS)
        .map(
            (row, context) -> {
              Map<Tabela, Long> records = new EnumMap<>(Tabela.class);
              for (Tabela tabela : Tabela.values()) {
                records.put(tabela, row.getLong(tabela.table()));
              }
              return new LiveCounts(records, row.getLong("ficam"), row.getLong("sem_data"));
            })
        .one();
  }

  /** The month's sessions that will stay live. */
  public static List<Long> stayingSessions(MonthBooks books) {
    return books.query(STAYING).mapTo(Long.class).list();
  }

  public long of(Tabela tabela) {
    return records.getOrDefault(tabela, 0L);
  }

  public long total() {
    return records.values().stream().mapToLong(Long::longValue).sum();
  }
}
