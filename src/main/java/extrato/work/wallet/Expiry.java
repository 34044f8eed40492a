package extrato.work.wallet;

import extrato.support.failure.Failure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a hold expires, as people type it: {@code 30d}, or the last day on which it is held, {@code
 * 2025-12-31} or {@code 31/12/2025}.
 */
public final class Expiry {
  private static final Pattern DAYS = Pattern.compile("\\d{1,4}d");

  private static final DateTimeFormatter BRAZILIAN =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Expiry() {}

  public static Request of(Request request, @Nullable String given, ZoneId zone) {
    if (given == null) {
      return request;
    }
    if (DAYS.matcher(given).matches()) {
      return request.days(Integer.valueOf(given.substring(0, given.length() - 1)));
    }
    try {
      LocalDate last =
          given.contains("/") ? LocalDate.parse(given, BRAZILIAN) : LocalDate.parse(given);
      return request.until(last.plusDays(1).atStartOfDay(zone).toInstant());
    } catch (DateTimeException e) {
      throw new Failure.BadArguments(
          "expires '" + given + "' is not a time", "write it as in 30d, 2025-12-31 or 31/12/2025");
    }
  }
}
