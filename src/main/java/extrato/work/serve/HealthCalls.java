package extrato.work.serve;

import extrato.month.archive.MonthState;
import extrato.studio.Month;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** What monitors ask, without a token. */
final class HealthCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DatabaseReader reader;
  private final Cached<Boolean> reachable;
  private final Cached<Map<String, Object>> previousMonth;

  HealthCalls(DatabaseReader reader, Executor lookers, LongSupplier nanos) {
    this.reader = reader;
    this.reachable =
        new Cached<>(
            Duration.ofSeconds(1),
            lookers,
            nanos,
            () -> reader.look(database -> database.briefly(handle -> true)));
    this.previousMonth = new Cached<>(Duration.ofSeconds(5), lookers, nanos, this::look);
  }

  /** {@code GET /health}: the process lives. Waits for nothing. */
  static Answer alive() {
    return Answer.json(200, Map.of("status", "alive"));
  }

  /** {@code GET /ready}: the database answers within two seconds. */
  Answer ready(HttpRequest request) {
    return reachable.get(PATIENCE).isPresent()
        ? Answer.json(200, Map.of("status", "ready"))
        : Answer.json(503, Map.of("status", "the database does not answer"));
  }

  /** {@code GET /health/extrato}, as the web application's: always 200. */
  Answer extrato(HttpRequest request) {
    Optional<Map<String, Object>> seen = previousMonth.get(PATIENCE);
    return Answer.json(200, seen.orElseGet(this::unknown));
  }

  private Map<String, Object> look() {
    Month month = month();
    boolean exists = reader.look(database -> database.read(month, MonthState::of)).isClosed();
    return fields(
        month,
        exists ? "healthy" : "missing",
        exists,
        "Extrato for " + spelled(month) + (exists ? " exists" : " not found"));
  }

  private Map<String, Object> unknown() {
    Month month = month();
    return fields(month, "unknown", false, "Extrato for " + spelled(month) + " not looked at");
  }

  private static Map<String, Object> fields(
      Month month, String status, boolean exists, String message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", status);
    fields.put("mes", month.month());
    fields.put("ano", month.year());
    fields.put("exists", exists);
    fields.put("message", message);
    return fields;
  }

  private Month month() {
    return Month.previous(reader.clock(), reader.settings().zone());
  }

  private static String spelled(Month month) {
    return java.time.Month.of(month.month()).getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        + "/"
        + month.year();
  }
}
