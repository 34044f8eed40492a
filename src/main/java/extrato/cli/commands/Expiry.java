package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.support.failure.Failure;
import extrato.work.wallet.Request;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a hold expires, as people type it: {@code 30d}, or the last day on which it is held. */
final class Expiry {
  private static final Pattern DAYS = Pattern.compile("(\\d{1,4})d");
  private static final int ISO_DATE = 10;

  private Expiry() {}

  static Request of(Request request, @Nullable String given, ZoneId zone) {
    if (given == null) {
      return request;
    }
    if (DAYS.matcher(given).matches()) {
      return request.days(Integer.valueOf(given.substring(0, given.length() - 1)));
    }
    Optional<LocalDate> last =
        given.length() == ISO_DATE ? Brazilian.parseDay(given) : Optional.empty();
    return last.map(day -> request.until(day.plusDays(1).atStartOfDay(zone).toInstant()))
        .orElseThrow(
            () ->
                new Failure.BadArguments(
                    "--expires '" + given + "' is no time", "write it as in 30d or 2025-12-31"));
  }
}
