package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a statement's list. Statements of the old generator lack fields that the tool's
 * have, and hold some as text: what is not there, or is not what it should be, is null.
 */
public record Item(JsonNode fields) {
  private static final int ISO_DATE = 10;
  private static final int ISO_SECONDS = 19;

  public @Nullable String text(String name) {
    JsonNode value = fields.path(name);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** The text, or the empty one. */
  public String textOrEmpty(String name) {
    String text = text(name);
    return text == null ? "" : text;
  }

  public @Nullable BigDecimal amount(String name) {
    return StoredJson.amount(fields.path(name));
  }

  public BigDecimal amountOrZero(String name) {
    BigDecimal amount = amount(name);
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /**
   * The day that a text begins with, as in {@code 2025-09-15} or {@code 2025-09-15T10:00:00}. Read
   * by hand: there are hundreds of thousands, and the JDK's parser takes most of their time.
   */
  public Optional<LocalDate> day(String name) {
    String text = textOrEmpty(name);
    if (text.length() < ISO_DATE || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, ISO_DATE);
    try {
      return year < 0 || month < 0 || day < 0
          ? Optional.empty()
          : Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The moment that a text tells, such as {@code 2025-09-15T10:00:00.5-03:00}, by the clock of a
   * zone; where it tells no distance from UTC, as it stands. By hand, too.
   */
  public Optional<LocalDateTime> moment(String name, ZoneId zone) {
    String text = textOrEmpty(name);
    Optional<LocalDate> day = day(name);
    if (day.isEmpty() || text.length() < ISO_SECONDS) {
      return Optional.empty();
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, ISO_SECONDS);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return Optional.empty();
    }
    LocalDateTime told = day.get().atTime(hour, minute, second);
    try {
      int at = ISO_SECONDS;
      while (at < text.length() && (text.charAt(at) == '.' || isDigit(text.charAt(at)))) {
        at++;
      }
      return Optional.of(
          at == text.length()
              ? told
              : told.atOffset(ZoneOffset.of(text.substring(at)))
                  .atZoneSameInstant(zone)
                  .toLocalDateTime());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What these digits count; less than nothing where one is none. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  public @Nullable Long id(String name) {
    try {
      String text = text(name);
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
