package extrato.support.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

class LineFormatTest {
  private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

  private final LineFormat text = new TextFormat(ZONE, "3f2a91c4");
  private final LineFormat json = new JsonFormat(ZONE, "3f2a91c4");

  @Test
  void text_line() {
    assertThat(text.line(event("extrato.closing", Level.INFO, "Beginning atomic transaction")))
        .isEqualTo(
            "2025-09-11 20:02:03,612-03:00 - extrato.closing - INFO - [run 3f2a91c4]"
                + " Beginning atomic transaction\n");
  }

  @ParameterizedTest
  @CsvSource({"WARN, WARNING", "ERROR, ERROR", "INFO, INFO", "DEBUG, DEBUG", "TRACE, DEBUG"})
  void text_level(String level, String written) {
    assertThat(text.line(event("extrato.closing", Level.valueOf(level), "x")))
        .contains(" - extrato.closing - " + written + " - [run");
  }

  @ParameterizedTest
  @CsvSource({
    "extrato.closing, extrato.closing",
    "extrato.closing.Closing, extrato.closing",
    "extrato.closing.Closing$Step, extrato.closing",
    "extrato.closing.Closing.Step, extrato.closing",
    "extrato, extrato",
    "Main, Main",
    "com.zaxxer.hikari.pool.HikariPool, com.zaxxer.hikari.pool",
    "ROOT, ROOT"
  })
  void text_name(String logger, String written) {
    assertThat(text.line(event(logger, Level.INFO, "x")))
        .contains(",612-03:00 - " + written + " - INFO");
  }

  @Test
  void text_controlCharacters() {
    String line =
        text.line(
            event(
                "extrato", Level.INFO, "✓ ção\n2025 - forged\r\t\u001b[31m\u0085\u2028\0|\u007f"));

    assertThat(line)
        .endsWith("] ✓ ção\\n2025 - forged\\r\\t\\u001b[31m\\u0085\\u2028\\u0000|\\u007f\n")
        .hasLineCount(1);
  }

  @Test
  void text_trace() {
    IllegalStateException bug =
        new IllegalStateException("two\n2025-09-11 lines\u001b", new IOException("inner\r\nline"));

    String line = text.line(event("extrato.cli", Level.ERROR, "unexpected", bug));

    assertThat(line.lines().skip(1)).isNotEmpty().allMatch(each -> each.startsWith("    "));
    assertThat(line)
        .startsWith(
            "2025-09-11 20:02:03,612-03:00 - extrato.cli - ERROR - [run 3f2a91c4] unexpected\n")
        .contains("    java.lang.IllegalStateException: two\n")
        .contains("    Caused by: java.io.IOException: inner\n")
        .contains("        at extrato.support.logging.LineFormatTest.text_trace(")
        .contains("lines\\u001b\n")
        .endsWith("\n");
  }

  @Test
  void json_line() throws IOException {
    String line = json.line(event("extrato.closing.Closing", Level.WARN, "✓ a\n\"b\""));

    assertThat(line).endsWith("}\n").containsOnlyOnce("\n").contains("✓");
    JsonNode object = new ObjectMapper().readTree(line);
    assertThat(object.get("time").textValue()).isEqualTo("2025-09-11T20:02:03.612-03:00");
    assertThat(object.get("logger").textValue()).isEqualTo("extrato.closing");
    assertThat(object.get("level").textValue()).isEqualTo("WARNING");
    assertThat(object.get("run").textValue()).isEqualTo("3f2a91c4");
    assertThat(object.get("message").textValue()).isEqualTo("✓ a\n\"b\"");
    assertThat(object.has("trace")).isFalse();
  }

  @Test
  void json_trace() throws IOException {
    String line = json.line(event("extrato", Level.ERROR, "bug", new IllegalStateException("why")));

    assertThat(line).containsOnlyOnce("\n");
    assertThat(new ObjectMapper().readTree(line).get("trace").textValue())
        .startsWith("java.lang.IllegalStateException: why")
        .contains("LineFormatTest.json_trace");
  }

  private static LoggingEvent event(String logger, Level level, String message) {
    return event(logger, level, message, null);
  }

  private static LoggingEvent event(
      String name, Level level, String message, @Nullable Throwable thrown) {
    LoggerContext context = new LoggerContext();
    String root = Logger.ROOT_LOGGER_NAME;
    LoggingEvent event =
        new LoggingEvent(
            root, context.getLogger(name.isEmpty() ? root : name), level, message, thrown, null);
    event.setInstant(Instant.parse("2025-09-11T23:02:03.612Z"));
    return event;
  }
}
