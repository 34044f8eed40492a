package extrato.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonthTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  @Provide
  Arbitrary<YearMonth> months() {
    return Arbitraries.integers()
        .between(1, 12 * 101 - 1)
        .map(months -> YearMonth.of(Month.FIRST_YEAR, 1).plusMonths(months));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of);
  }

  @Property
  void previous_atTheFirstAndLastMomentOfAnyMonth_inAnyZone_isTheMonthBefore(
      @ForAll("months") YearMonth month, @ForAll("zones") ZoneId zone) {
    Instant first = month.atDay(1).atStartOfDay(zone).toInstant();
    Instant last = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().minusNanos(1);
    Month before = Month.of(month.minusMonths(1));

    assertThat(Month.previous(at(first), zone)).isEqualTo(before);
    assertThat(Month.previous(at(last), zone)).isEqualTo(before);
  }

  @Property
  void isOver_inAnyZone_fromTheFirstMomentOfTheNextMonth(
      @ForAll("months") YearMonth yearMonth, @ForAll("zones") ZoneId zone) {
    Month month = Month.of(yearMonth);
    Instant next = yearMonth.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();

    assertThat(month.isOver(at(next), zone)).isTrue();
    assertThat(month.isOver(at(next.minusNanos(1)), zone)).isFalse();
  }

  /** From one midnight to the next, with every change of the clocks of 20 years in between. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Sao_Paulo",
        "America/Noronha",
        "America/Manaus",
        "America/Rio_Branco",
        "America/New_York",
        "America/St_Johns",
        "America/Asuncion",
        "Atlantic/Azores",
        "UTC",
        "Europe/Lisbon",
        "Europe/Dublin",
        "Africa/Casablanca",
        "Africa/Cairo",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Pacific/Apia",
        "Pacific/Kiritimati"
      })
  void previous_inEveryMonthOf20Years_isTheMonthBefore(String name) {
    ZoneId zone = ZoneId.of(name);
    for (YearMonth month = YearMonth.of(2010, 1);
        month.isBefore(YearMonth.of(2030, 1));
        month = month.plusMonths(1)) {
      Instant first = month.atDay(1).atStartOfDay(zone).toInstant();
      Month before = Month.of(month.minusMonths(1));

      assertThat(Month.previous(at(first), zone)).isEqualTo(before);
      assertThat(Month.previous(at(first.minusNanos(1)), zone))
          .isEqualTo(Month.of(month.minusMonths(2)));
    }
  }

  /** Two in the morning in UTC of day 1 is still the last evening in the studio. */
  @ParameterizedTest
  @CsvSource({
    "2025-10-01T02:00:00Z, 2025-08", "2025-10-01T03:00:00Z, 2025-09",
    "2026-01-01T02:59:59Z, 2025-11", "2026-01-01T03:00:00Z, 2025-12"
  })
  void previous_isJudgedByTheStudiosClock(String instant, String month) {
    assertThat(Month.previous(at(Instant.parse(instant)), SAO_PAULO)).hasToString(month);
  }

  /** The clock's own zone is the server's, and says nothing. */
  @Test
  void previous_doesNotAskTheClockForItsZone() {
    Instant instant = ZonedDateTime.of(2025, 10, 1, 0, 0, 0, 0, SAO_PAULO).toInstant();

    assertThat(Month.previous(Clock.fixed(instant, ZoneId.of("Pacific/Niue")), SAO_PAULO))
        .isEqualTo(Month.previous(Clock.fixed(instant, ZoneId.of("Asia/Tokyo")), SAO_PAULO))
        .isEqualTo(new Month(2025, 9));
  }

  @Property
  void days_ofAnyMonth_meetThoseOfTheNext(@ForAll("months") YearMonth yearMonth) {
    Month month = Month.of(yearMonth);

    assertThat(month.firstDay()).isEqualTo(yearMonth.atDay(1));
    assertThat(month.firstDayOfNext()).isEqualTo(yearMonth.atEndOfMonth().plusDays(1));
  }

  @Test
  void names_areThoseThatOperatorsSearchFor() {
    Month month = new Month(2025, 9);

    assertThat(month).hasToString("2025-09");
    assertThat(month.underscored()).isEqualTo("2025_09");
    assertThat(month.slashed()).isEqualTo("09/2025");
    assertThat(month.asOptions()).isEqualTo("--year 2025 --month 9");
  }

  @ParameterizedTest
  @CsvSource({"1999, 12", "2101, 1", "2025, 0", "2025, 13", "0, 1", "25, 9"})
  void month_outOfRange_isRefused(int year, int month) {
    assertThatThrownBy(() -> new Month(year, month)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compareTo_putsTheOlderFirst() {
    assertThat(new Month(2024, 12)).isLessThan(new Month(2025, 1));
    assertThat(new Month(2025, 2).firstDay()).isEqualTo(LocalDate.of(2025, 2, 1));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
