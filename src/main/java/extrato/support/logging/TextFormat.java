package extrato.support.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@code 2025-09-11 20:02:03,612-03:00 - extrato.closing - INFO - [run 3f2a91c4] message}, in the
 * studio's time with its offset from UTC. An event is one line, and a bug's stack trace follows it
 * indented, so that no part of a message looks like another event.
 */
final class TextFormat implements LineFormat {
  private static final String INDENT = "    ";

  private final DateTimeFormatter time;
  private final String run;

  TextFormat(ZoneId zone, String run) {
    this.time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSSxxx", Locale.ROOT).withZone(zone);
    this.run = run;
  }

  @Override
  public String line(ILoggingEvent event) {
    StringBuilder text = new StringBuilder();
    time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), text);
    text.append(" - ").append(LineFormat.name(event));
    text.append(" - ").append(LineFormat.level(event));
    text.append(" - [run ").append(run).append("] ");
    appendEscaped(String.valueOf(event.getFormattedMessage()), text);
    text.append('\n');
    String trace = Trace.of(event);
    if (trace != null) {
      appendIndented(trace, text);
    }
    return text.toString();
  }

  private static void appendIndented(String trace, StringBuilder text) {
    trace
        .lines()
        .forEach(
            line -> {
              text.append(INDENT);
              appendEscaped(line.replace("\t", INDENT), text);
              text.append('\n');
            });
  }

  /** Terminals obey control characters even when they only display a log. */
  private static void appendEscaped(String message, StringBuilder text) {
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (isControl(c)) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
  }

  private static boolean isControl(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
