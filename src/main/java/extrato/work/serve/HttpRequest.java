package extrato.work.serve;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import extrato.work.serve.tokens.Caller;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as a call sees it.
 *
 * @param what method and path of the call, for log and records
 * @param rest what follows the path of a call that has such a part
 * @param caller null for a call that asks nobody who they are
 */
record HttpRequest(
    String what,
    String rest,
    Map<String, String> query,
    @Nullable Caller caller,
    RequestHeaders headers,
    String body) {
  /** The prefix makes browsers refuse one that is not for this host alone. */
  static final String COOKIE = "__Host-extrato";

  private static final int DEEPEST = 8;

  /** Of two values of one name, nobody could say which was meant. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  HttpRequest {
    query = Map.copyOf(query);
  }

  Caller requiredCaller() {
    return Objects.requireNonNull(caller);
  }

  /** The body, which must be one JSON object or nothing. */
  private JsonNode json() throws RefusedRequest {
    if (body.isEmpty()) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode json = JSON.readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
      throw RefusedRequest.badRequest("the body must be one JSON object");
    } catch (JsonProcessingException e) {
      throw RefusedRequest.badRequest(
          "the body is not valid JSON from line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The same, with no fields but these: one that is misspelt must not be passed over. */
  JsonNode json(String... known) throws RefusedRequest {
    JsonNode json = json();
    List<String> all = List.of(known);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      if (!all.contains(names.next())) {
        throw RefusedRequest.badRequest(
            "the body has an unknown field; the known ones are " + String.join(", ", all));
      }
    }
    return json;
  }

  /** A whole number of the query. */
  int number(String name, int otherwise, int most) throws RefusedRequest {
    String text = query.get(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw RefusedRequest.badRequest(name + " must be a whole number from 1 to " + most);
    }
    return Integer.parseInt(text);
  }
}
