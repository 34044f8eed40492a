package extrato.work.serve;

import extrato.support.json.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a call answers.
 *
 * @param headers beside those that every answer has
 */
record Answer(int status, String type, ByteBuffer body, Map<String, String> headers) {
  private static final String JSON = "application/json";

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer json(int status, Map<String, ?> body) {
    return new Answer(status, JSON, bytes(JsonText.of(body) + "\n"), Map.of());
  }

  /** In the web application's shape. */
  static Answer success(String message, Map<String, ?> data) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("success", true);
    body.put("message", message);
    body.put("data", data);
    return json(200, body);
  }

  /** In the web application's shape. */
  static Answer data(Map<String, ?> data) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("success", true);
    body.put("data", data);
    return json(200, body);
  }

  /**
   * In the web application's shape.
   *
   * @param details left out where there are none
   */
  static Answer failure(int status, String error, Map<String, ?> details) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("success", false);
    body.put("error", error);
    if (!details.isEmpty()) {
      body.put("details", details);
    }
    return json(status, body);
  }

  static Answer failure(int status, String error) {
    return failure(status, error, Map.of());
  }

  static Answer text(String type, String text) {
    return new Answer(200, type, bytes(text), Map.of());
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, type, body, more);
  }

  Answer as(int other) {
    return new Answer(other, type, body, headers);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
