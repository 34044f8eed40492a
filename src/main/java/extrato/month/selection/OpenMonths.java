package extrato.month.selection;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** The months that have records, but that nobody closed. */
public final class OpenMonths {
  private static final String BEFORE = Sql.load(OpenMonths.class, "open_months.sql");

  private OpenMonths() {}

  /** Those before the books' own month, oldest first. */
  public static List<Month> before(MonthBooks books) {
    return books.query(BEFORE).mapTo(LocalDate.class).list().stream()
        .map(day -> Month.of(YearMonth.from(day)))
        .toList();
  }
}
