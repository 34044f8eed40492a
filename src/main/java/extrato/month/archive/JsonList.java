package extrato.month.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads a JSON list item by item, because a large one would not fit into memory. */
public final class JsonList {
  /** What kind of value a text contains. */
  public enum Shape {
    LIST,
    NULL,
    OTHER
  }

  private JsonList() {}

  /**
   * Reads to the end of the list. If the list breaks off, the items before that have still been
   * passed on.
   */
  public static Shape forEach(InputStream text, JsonMapper json, Consumer<JsonNode> each)
      throws IOException {
    try (JsonParser parser = json.createParser(text)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      JsonToken first = parser.nextToken();
      if (first != JsonToken.START_ARRAY) {
        return first == JsonToken.VALUE_NULL ? Shape.NULL : Shape.OTHER;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        each.accept(json.<JsonNode>readTree(parser));
      }
      return Shape.LIST;
    }
  }
}
