package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.work.doctor.Check.State;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronCheckTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  private static CronCheck shipped(ZoneId machine, ZoneId studio) {
    return new CronCheck(CronLine.SHIPPED, "a test", machine, studio);
  }

  private static CronCheck line(int hour, List<Integer> days) {
    return new CronCheck(
        new CronLine("a line", 0, hour, days), "a test", ZoneOffset.UTC, SAO_PAULO);
  }

  @Test
  void at_machineInUtc_saysThatTheFirstRunLooksAfterTheMonthBefore() {
    Check check =
        shipped(ZoneOffset.UTC, SAO_PAULO)
            .at(Clock.fixed(Instant.parse("2025-10-01T02:00:00Z"), ZoneOffset.UTC));

    assertThat(check.state()).isEqualTo(State.WARNING);
    assertThat(check.message())
        .contains("closes 08/2025")
        .endsWith("the run on day 2 closes 09/2025");
    assertThat(check.cure()).endsWith("America/Sao_Paulo or the line's hour to 4");
  }

  @Test
  void at_afterTheFirstRun_looksAtTheNextMonth() {
    Check check =
        shipped(ZoneOffset.UTC, SAO_PAULO)
            .at(Clock.fixed(Instant.parse("2025-10-01T02:00:01Z"), ZoneOffset.UTC));

    assertThat(check.message()).contains("01/11/2025 02:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "America/Sao_Paulo", "America/Noronha", "America/Rio_Branco", "Europe/Lisbon", "Asia/Tokyo",
        "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"
      })
  void of_machineInTheStudiosZone_isAlwaysRightOnDay1(String zone) {
    CronCheck check = shipped(ZoneId.of(zone), ZoneId.of(zone));
    for (YearMonth month = YearMonth.of(2010, 1);
        month.getYear() < 2030;
        month = month.plusMonths(1)) {
      assertThat(check.of(month).state()).as(zone + " " + month).isEqualTo(State.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"})
  void of_anyMachine_oneOfTheShippedRunsClosesTheMonth(String machine) {
    for (String studio : List.of("America/Sao_Paulo", "Pacific/Pago_Pago", "Pacific/Kiritimati")) {
      CronCheck check = shipped(ZoneId.of(machine), ZoneId.of(studio));
      for (YearMonth month = YearMonth.of(2010, 1);
          month.getYear() < 2030;
          month = month.plusMonths(1)) {
        assertThat(check.of(month).failed()).as("%s %s %s", machine, studio, month).isFalse();
      }
    }
  }

  @Test
  void of_onlyDay1InUtc_neverClosesTheMonth() {
    Check check = line(2, List.of(1)).of(YearMonth.of(2025, 10));

    assertThat(check.failed()).isTrue();
    assertThat(check.message()).contains("none of its runs closes 09/2025");
  }

  @Test
  void of_hourAtWhichTheStudioHasDay1_isFine() {
    assertThat(line(4, List.of(1)).of(YearMonth.of(2025, 10)).state()).isEqualTo(State.OK);
  }
}
