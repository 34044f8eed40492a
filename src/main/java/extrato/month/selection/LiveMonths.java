package extrato.month.selection;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many live records every month has, by the same rule as for one month, in one query. */
public final class LiveMonths {
  private static final String MONTHS = Sql.load(LiveMonths.class, "live_months.sql");

  private LiveMonths() {}

  /**
   * One table's live records of one month.
   *
   * @param sum the sum of {@code valor}; null if it is not a number, or was not asked for
   */
  public record Live(long records, @Nullable BigDecimal sum) {
    static final Live NONE = new Live(0, BigDecimal.ZERO);
  }

  public record LiveMonth(Map<Tabela, Live> tables) {
    public static final LiveMonth NONE = new LiveMonth(Map.of());

    public LiveMonth {
      Map<Tabela, Live> copy = new EnumMap<>(Tabela.class);
      copy.putAll(tables);
      tables = copy;
    }

    public Live of(Tabela tabela) {
      return tables.getOrDefault(tabela, Live.NONE);
    }

    public long records() {
      return tables.values().stream().mapToLong(Live::records).sum();
    }
  }

  /** Every month with at least one live record. */
  public static SortedMap<Month, LiveMonth> of(Snapshot snapshot) {
    SortedMap<Month, Map<Tabela, Live>> byMonth = new TreeMap<>();
    snapshot
        .query(MONTHS)
        .map(
            (row, context) ->
                byMonth
                    .computeIfAbsent(
                        new Month(row.getInt("ano"), row.getInt("mes")),
                        month -> new EnumMap<>(Tabela.class))
                    .put(
                        Tabela.ofTable(row.getString("tabela")),
                        new Live(row.getLong("registros"), number(row.getString("valor")))))
        .list();
    SortedMap<Month, LiveMonth> months = new TreeMap<>();
    byMonth.forEach((month, tables) -> months.put(month, new LiveMonth(tables)));
    return months;
  }

  private static @Nullable BigDecimal number(@Nullable String sum) {
    return sum == null ? null : Money.inText(sum);
  }
}
