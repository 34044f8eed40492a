package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks what {@code --json} prints against the published schema. */
public final class JsonReports {
  private static final Path SCHEMA =
      Path.of(System.getProperty("extrato.home", "."), "docs", "report.schema.json");

  private JsonReports() {}

  /** Parses standard output, which must be exactly one object. */
  public static JsonNode check(Operator.Ended run) {
    assertThat(run.out()).as("standard output, beside %s", run.err()).hasLineCount(1);
    JsonNode report = run.json();
    assertThat(Published.SCHEMA.validate(report))
        .as("what the schema says of %s", run.out())
        .extracting(ValidationMessage::getMessage)
        .isEmpty();
    assertThat(report.path("exit_code").asInt()).isEqualTo(run.exitCode());
    return report;
  }

  private static final class Published {
    static final JsonSchema SCHEMA = read();

    private static JsonSchema read() {
      try {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(JsonReports.SCHEMA));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
