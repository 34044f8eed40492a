package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One record of a statement's list. Statements of the old generator lack fields that the tool's
 * have, and hold some as text: what is not there, or is not what it should be, is null.
 */
public record Item(JsonNode fields) {
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

  public @Nullable Long id(String name) {
    try {
      String text = text(name);
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
