package extrato.month.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import extrato.month.archive.JsonList;
import extrato.studio.Money;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON as statements hold it: a value, or the text of a value inside a JSON string, whoever wrote
 * it.
 */
public final class StoredJson {
  /** Reads numbers exactly, and accepts NaN, which somebody else may have written. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private StoredJson() {}

  /** The value; a missing node if there is none or it cannot be read. */
  public static JsonNode read(@Nullable String column) {
    JsonNode outer = parse(column);
    return outer.isTextual() ? parse(outer.textValue()) : outer;
  }

  /** Reads a list item by item. */
  static JsonList.Shape forEach(InputStream list, Consumer<Item> each) throws IOException {
    return JsonList.forEach(list, JSON, fields -> each.accept(new Item(fields)));
  }

  /** Whether two values mean the same; 1.5 and 1.50 are the same number. */
  public static boolean same(JsonNode one, JsonNode other) {
    return one.equals((a, b) -> a.equals(b) || sameNumber(a, b) ? 0 : 1, other);
  }

  private static boolean sameNumber(JsonNode one, JsonNode other) {
    BigDecimal a = one.isNumber() ? amount(one) : null;
    BigDecimal b = other.isNumber() ? amount(other) : null;
    return a != null && b != null && a.compareTo(b) == 0;
  }

  /** An amount of money, also if it was written as text; null if it is not an amount. */
  public static @Nullable BigDecimal amount(JsonNode value) {
    return value.isNumber() || value.isTextual() ? Money.inText(value.asText()) : null;
  }

  private static JsonNode parse(@Nullable String text) {
    if (text == null) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
