package extrato.studio;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;

/** A month of the studio's books, from its first day to the day before the next month begins. */
public record Month(int year, int month) implements Comparable<Month> {
  public static final int FIRST_YEAR = 2000;
  public static final int LAST_YEAR = 2100;

  public Month {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      throw new IllegalArgumentException("year " + year + " is not between 2000 and 2100");
    }
    if (month < 1 || month > 12) {
      throw new IllegalArgumentException("month " + month + " is not between 1 and 12");
    }
  }

  /** The month before the current one, by the studio's calendar. */
  public static Month previous(Clock clock, ZoneId zone) {
    return of(YearMonth.now(clock.withZone(zone)).minusMonths(1));
  }

  /** The current month, by the studio's calendar. */
  public static Month current(Clock clock, ZoneId zone) {
    return of(YearMonth.now(clock.withZone(zone)));
  }

  public static Month of(YearMonth yearMonth) {
    return new Month(yearMonth.getYear(), yearMonth.getMonthValue());
  }

  public LocalDate firstDay() {
    return LocalDate.of(year, month, 1);
  }

  public LocalDate firstDayOfNext() {
    return firstDay().plusMonths(1);
  }

  /** Whether a later month has begun, by the studio's calendar. */
  public boolean isOver(Clock clock, ZoneId zone) {
    return !LocalDate.now(clock.withZone(zone)).isBefore(firstDayOfNext());
  }

  /** Whether its first day has come, by the studio's calendar. */
  public boolean hasBegun(Clock clock, ZoneId zone) {
    return !LocalDate.now(clock.withZone(zone)).isBefore(firstDay());
  }

  /** {@code 2025_09}, as in the names of backup folders and files. */
  public String underscored() {
    return String.format(Locale.ROOT, "%04d_%02d", year, month);
  }

  /** {@code 09/2025}, as the studio writes it and as operators search for it in the logs. */
  public String slashed() {
    return String.format(Locale.ROOT, "%02d/%04d", month, year);
  }

  /** {@code --year 2025 --month 9}, ready to paste into a terminal. */
  public String asOptions() {
    return "--year " + year + " --month " + month;
  }

  @Override
  public int compareTo(Month other) {
    return firstDay().compareTo(other.firstDay());
  }

  /** {@code 2025-09}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04d-%02d", year, month);
  }
}
