package extrato.work.wallet;

import extrato.support.failure.Failure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a hold expires, as people type it: {@code 30d}, or the last day on which it is held. */
public final class Expiry {
  private static final Pattern DAYS = Pattern.compile("\\d{1,4}d");

  private Expiry() {}

  public static Request of(Request request, @Nullable String given, ZoneId zone) {
    if (given == null) {
      return request;
    }
    if (DAYS.matcher(given).matches()) {
      return request.days(Integer.valueOf(given.substring(0, given.length() - 1)));
    }
    try {
      return request.until(LocalDate.parse(given).plusDays(1).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      throw new Failure.BadArguments(
          "expires '" + given + "' is no time", "write it as in 30d or 2025-12-31");
    }
  }
}
