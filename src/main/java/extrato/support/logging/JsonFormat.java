package extrato.support.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One JSON object per line, for programs that collect logs. */
final class JsonFormat implements LineFormat {
  private final JsonFactory json = new JsonFactory();
  private final DateTimeFormatter time;
  private final String run;

  JsonFormat(ZoneId zone, String run) {
    this.time =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT).withZone(zone);
    this.run = run;
  }

  @Override
  public String line(ILoggingEvent event) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(text)) {
      write(event, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("a string took no more text", e);
    }
    return text.append('\n').toString();
  }

  private void write(ILoggingEvent event, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    generator.writeStringField("time", time.format(Instant.ofEpochMilli(event.getTimeStamp())));
    generator.writeStringField("logger", LineFormat.name(event));
    generator.writeStringField("level", LineFormat.level(event));
    generator.writeStringField("run", run);
    generator.writeStringField("message", String.valueOf(event.getFormattedMessage()));
    String trace = Trace.of(event);
    if (trace != null) {
      generator.writeStringField("trace", trace);
    }
    generator.writeEndObject();
  }
}
