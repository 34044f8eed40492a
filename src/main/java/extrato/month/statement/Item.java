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

  /** The day that a text begins with, as in {@code 2025-09-15} or {@code 2025-09-15T10:00:00}. */
  public Optional<LocalDate> day(String name) {
    String text = textOrEmpty(name);
    try {
      return text.length() < ISO_DATE
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, ISO_DATE)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
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
