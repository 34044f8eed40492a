package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One record of a statement's list. Statements of the old generator lack fields that the tool's
 * have, and hold some as text: what is not there, or is not what it should be, is null.
 */
public record Item(JsonNode fields) {
  private static final int ISO_DATE = 10;

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
