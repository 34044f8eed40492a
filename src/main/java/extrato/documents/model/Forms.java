package extrato.documents.model;

import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How amounts, numbers and days are written in a language. By hand: a document has hundreds of
 * thousands of them, and the JDK's own formatters would take most of its time.
 */
public final class Forms {
  private static final int GROUP = 3;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

  private final Messages messages;
  private final boolean portuguese;
  private final char point;
  private final char group;

  public Forms(Messages messages) {
    this.messages = messages;
    this.portuguese = messages.language() == Language.PORTUGUESE;
    this.point = portuguese ? ',' : '.';
    this.group = portuguese ? '.' : ',';
  }

  /** {@code R$ 1.234,56}. */
  public String money(BigDecimal amount) {
    BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
    return (cents.signum() < 0 ? "-R$ " : "R$ ") + number(cents.abs().toPlainString());
  }

  /** {@code 12,5 %}. */
  public String percent(BigDecimal percent) {
    return decimal(percent) + (portuguese ? " %" : "%");
  }

  /** {@code 12,5 mil}. */
  public String brief(BigDecimal amount) {
    BigDecimal size = amount.abs();
    if (size.compareTo(BILLION) >= 0) {
      return inUnits(amount.divide(BILLION), "billions");
    }
    if (size.compareTo(MILLION) >= 0) {
      return inUnits(amount.divide(MILLION), "millions");
    }
    return size.compareTo(THOUSAND) >= 0
        ? inUnits(amount.divide(THOUSAND), "thousands")
        : decimal(amount);
  }

  private String inUnits(BigDecimal amount, String unit) {
    return decimal(amount) + "\u00a0" + messages.of(unit);
  }

  /** {@code 12,5}: as many decimals as there are. */
  public String decimal(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString().replace('.', point);
  }

  /** {@code 1.234}. */
  public String count(long count) {
    return count < 0 ? "-" + number(Long.toString(-count)) : number(Long.toString(count));
  }

  private String number(String plain) {
    int end = plain.indexOf('.');
    int whole = end < 0 ? plain.length() : end;
    StringBuilder text = new StringBuilder(plain.length() + whole / GROUP);
    for (int at = 0; at < whole; at++) {
      if (at > 0 && (whole - at) % GROUP == 0) {
        text.append(group);
      }
      text.append(plain.charAt(at));
    }
    if (end >= 0) {
      text.append(point).append(plain, end + 1, plain.length());
    }
    return text.toString();
  }

  /** {@code 05/09/2025}, or {@code 2025-09-05}. */
  public String day(LocalDate day) {
    String iso = day.toString();
    return portuguese && iso.length() == "2025-09-05".length()
        ? iso.substring(8) + '/' + iso.substring(5, 7) + '/' + iso.substring(0, 4)
        : iso;
  }

  public String moment(Instant moment, ZoneId zone) {
    return moment(moment.atZone(zone).toLocalDateTime());
  }

  private String moment(LocalDateTime at) {
    return messages.of("moment", day(at.toLocalDate()), two(at.getHour()), two(at.getMinute()));
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  /** {@code setembro de 2025}. */
  public String month(Month month) {
    return messages.of("month", messages.of("month." + month.month()), month.year());
  }

  /** {@code set}. */
  public String shortMonth(Month month) {
    return messages.of("month.short." + month.month());
  }

  /** {@code set/25}. */
  public String briefMonth(Month month) {
    return shortMonth(month) + "/" + two(month.year() % 100);
  }

  /** As people read it: empty for an empty cell. */
  public String cell(Column.Kind kind, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      return kind == Column.Kind.PERCENT ? percent(number) : money(number);
    }
    if (value instanceof LocalDate day) {
      return day(day);
    }
    if (value instanceof LocalDateTime moment) {
      return moment(moment);
    }
    return value == null ? "" : value.toString();
  }
}
