package extrato.month.statement;

import extrato.month.selection.LiveMonths;
import extrato.month.selection.LiveMonths.LiveMonth;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Months side by side: closed ones as their statements tell them, open ones by what is live. */
public record MonthPeriod(List<Entry> months) {
  public MonthPeriod {
    months = List.copyOf(months);
  }

  /**
   * One of them.
   *
   * @param artists of a closed month; who is paid for an open one may change
   */
  public record Entry(MonthFigures figures, List<PageTotals.Artista> artists) {
    public Entry {
      artists = List.copyOf(artists);
    }

    public Standing standing() {
      return figures.standing();
    }
  }

  /** How a month stands. */
  public enum Standing {
    CLOSED,
    /** Closed by this tool, whose statement is gone or written over: told by its own copy. */
    OVERWRITTEN,
    /** It has live records. */
    OPEN,
    /** It has neither a statement nor records. */
    EMPTY;

    public boolean isClosed() {
      return this == CLOSED || this == OVERWRITTEN;
    }
  }

  public static MonthPeriod read(Snapshot snapshot, Month from, Month to) {
    KeptStatements kept = KeptStatements.of(snapshot);
    SortedMap<Month, LiveMonth> live = LiveMonths.of(snapshot);
    List<Entry> months = new ArrayList<>();
    for (Month at = from; at.compareTo(to) <= 0; at = next(at)) {
      months.add(entry(at, kept.of(at), live));
      if (at.equals(to)) {
        break;
      }
    }
    return new MonthPeriod(months);
  }

  /** The closed months whose statement is gone, or not the one that this tool wrote. */
  public List<Month> overwritten() {
    return months.stream()
        .filter(month -> month.standing() == Standing.OVERWRITTEN)
        .map(month -> month.figures().month())
        .toList();
  }

  public long closed() {
    return months.stream().filter(month -> month.standing().isClosed()).count();
  }

  private static Month next(Month month) {
    return Month.of(YearMonth.of(month.year(), month.month()).plusMonths(1));
  }

  private static Entry entry(Month month, KeptStatement kept, SortedMap<Month, LiveMonth> live) {
    if (kept.isClosed()) {
      return new Entry(
          MonthFigures.of(month, kept), PageTotals.of(kept.told(), Map.of()).porArtista());
    }
    LiveMonth open = live.getOrDefault(month, LiveMonth.NONE);
    if (open.records() == 0) {
      return new Entry(new MonthFigures(month, Standing.EMPTY, null, null, null), List.of());
    }
    MonthFigures figures =
        new MonthFigures(
            month,
            Standing.OPEN,
            open.of(Tabela.PAGAMENTOS).sum(),
            open.of(Tabela.COMISSOES).sum(),
            open.of(Tabela.GASTOS).sum());
    return new Entry(figures, List.of());
  }
}
