package extrato.work.doctor;

import extrato.postgres.Inspection;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What day it is in the studio, on this machine and on the server. */
final class ZoneChecks {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.ROOT);
  private static final Duration SMALL = Duration.ofSeconds(5);
  private static final Duration LARGE = Duration.ofMinutes(5);

  private ZoneChecks() {}

  static Check zone(Installation installation) {
    Instant now = installation.clock().instant();
    return Check.ok(
        "zone",
        String.format(
            Locale.ROOT,
            "in the studio it is %s, on this machine %s",
            shown(now, installation.studioZone()),
            shown(now, installation.machineZone())));
  }

  static Check clock(Installation installation, Inspection inspection) {
    // The question takes time to travel, so the answer is dated to the middle between before and
    // after.
    return inspection.asking(
        handle -> {
          Instant before = installation.clock().instant();
          Instant there =
              handle
                  .createQuery("select pg_catalog.clock_timestamp()")
                  .mapTo(OffsetDateTime.class)
                  .one()
                  .toInstant();
          Instant after = installation.clock().instant();
          Instant here = before.plus(Duration.between(before, after).dividedBy(2));
          return compared(Duration.between(here, there));
        });
  }

  static Check compared(Duration ahead) {
    Duration apart = ahead.abs();
    String message =
        String.format(
            Locale.ROOT,
            "the server's clock is %s %s this machine's",
            length(apart),
            ahead.isNegative() ? "behind" : "ahead of");
    String cure = "let both machines keep time by NTP: the clock decides which month is over";
    if (apart.compareTo(LARGE) > 0) {
      return Check.fail("clock", message, cure);
    }
    return apart.compareTo(SMALL) > 0
        ? Check.warning("clock", message, cure)
        : Check.ok("clock", "the server's clock and this machine's agree");
  }

  static String shown(Instant instant, ZoneId zone) {
    return MINUTES.format(instant.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private static String length(Duration duration) {
    if (duration.toDays() > 1) {
      return duration.toDays() + " days";
    }
    return duration.toMinutes() > 1
        ? duration.toMinutes() + " minutes"
        : duration.toSeconds() + " seconds";
  }
}
