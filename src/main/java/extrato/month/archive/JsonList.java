package extrato.month.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** A list in JSON, gone through item by item: all of a large one would not fit into the memory. */
public final class JsonList {
  /** What a text turned out to be. */
  public enum Shape {
    LIST,
    NULL,
    OTHER
  }

  private JsonList() {}

  /**
   * Reads until the list ends; the items of one that breaks off have been handed on all the same.
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
