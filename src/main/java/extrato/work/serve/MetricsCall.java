package extrato.work.serve;

import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import extrato.work.overview.Overview;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** {@code GET /metrics}: this server's figures, and those of the last runs where they are kept. */
record MetricsCall(
    DatabaseReader reader, Traffic traffic, AccessControl access, long startedSeconds) {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  Answer answer(HttpRequest request) {
    StringBuilder text = new StringBuilder();
    head(text, "extrato_serve_start_time_seconds", "gauge", "When this server started.");
    line(text, "extrato_serve_start_time_seconds", startedSeconds);
    head(text, "extrato_serve_requests_total", "counter", "Requests answered, by status.");
    for (Map.Entry<Integer, Long> one : traffic.answers().entrySet()) {
      line(text, "extrato_serve_requests_total{status=\"" + one.getKey() + "\"}", one.getValue());
    }
    head(
        text, "extrato_serve_refused_tokens_total", "counter", "Requests without a right to them.");
    line(text, "extrato_serve_refused_tokens_total", access.refusedTokens());
    attention(text);
    text.append(ofRuns());
    return Answer.text(TYPE, text.toString());
  }

  /** Left out where the database does not answer: a 0 would be no truth. */
  private void attention(StringBuilder text) {
    long wanted;
    try {
      wanted = reader.look(database -> database.read(s -> attention(look(s))));
    } catch (Failure e) {
      return;
    }
    head(text, "extrato_attention", "gauge", "Things that `extrato status --check` names.");
    line(text, "extrato_attention", wanted);
  }

  private Overview look(extrato.postgres.Snapshot snapshot) {
    return Overview.of(snapshot, reader.settings(), reader.clock()).of(null);
  }

  private static long attention(Overview overview) {
    return (long) overview.attention().size() + overview.strays().attention().size();
  }

  private String ofRuns() {
    Path file = reader.settings().monitoring().metricsFile();
    try {
      return file != null && PlainFile.isThere(file) ? PlainFile.text(file) : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String sample, long value) {
    text.append(sample).append(' ').append(value).append('\n');
  }
}
