package extrato.cli.output;

import extrato.studio.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the studio's people write money, dates and numbers. */
public final class Brazilian {
  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");
  private static final String NOTHING = "–";
  private static final int ISO_DATE = 10;

  /**
   * A class of its own, because a closing prints amounts but no dates, and these take long to load.
   */
  private static final class Dates {
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    static final DateTimeFormatter MOMENT =
        DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);
  }

  private Brazilian() {}

  /** {@code R$ 1.234,56}. */
  public static String money(@Nullable BigDecimal amount) {
    return amount == null ? NOTHING : "R$ " + String.format(BRAZIL, "%,.2f", amount);
  }

  /** Like {@link #money}, for an amount as the database prints it, which may not be a number. */
  static String reais(String amount) {
    BigDecimal number = Money.inText(amount);
    return number == null ? amount : money(number);
  }

  /** {@code 1234,56}, which a spreadsheet reads as a number; with all decimals. */
  static String number(BigDecimal amount) {
    return plain(amount).replace('.', ',');
  }

  /** {@code 1234.56}, for programs. */
  static String plain(BigDecimal amount) {
    return (amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount)
        .toPlainString();
  }

  static @Nullable String plainOrNull(@Nullable BigDecimal amount) {
    return amount == null ? null : plain(amount);
  }

  /** {@code 1.234,5 %}. */
  static String percent(BigDecimal percent) {
    return String.format(BRAZIL, "%,.1f", percent).replaceFirst(",0$", "") + " %";
  }

  public static String day(LocalDate day) {
    return Dates.DAY.format(day);
  }

  public static String day(Optional<Instant> moment, ZoneId zone) {
    return moment.map(at -> day(LocalDate.ofInstant(at, zone))).orElse(NOTHING);
  }

  static String moment(Instant moment, ZoneId zone) {
    return Dates.MOMENT.format(moment.atZone(zone));
  }

  /**
   * The day at the beginning of a text such as {@code 2025-09-15} or {@code 2025-09-15T10:00:00}.
   */
  public static Optional<LocalDate> parseDay(String text) {
    try {
      return text.length() < ISO_DATE
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, ISO_DATE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String duration(@Nullable Duration duration) {
    if (duration == null) {
      return NOTHING;
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return String.format(BRAZIL, "%.1f s", duration.toMillis() / 1000.0);
  }
}
