package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import extrato.postgres.Sql;
import extrato.testing.Served;

/** The published description of the calls, to hold answers against. */
final class OpenApi {
  static final JsonNode DOCUMENT = read();

  private OpenApi() {}

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Sql.load(Routes.class, "openapi.json"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The answer, which must be one that is described.
   *
   * @param path as it stands in the document
   */
  static Served.Answered check(String method, String path, Served.Answered answer) {
    JsonNode described =
        DOCUMENT.path("paths").path(path).path(method).path("responses").path("" + answer.status());
    assertThat(described.isMissingNode())
        .as("%s %s answers %d: %s", method, path, answer.status(), answer.body())
        .isFalse();
    ObjectNode schema = ((ObjectNode) described.at("/content/application~1json/schema")).deepCopy();
    schema.set("components", DOCUMENT.path("components"));
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(answer.json()))
        .as(answer.body())
        .isEmpty();
    return answer;
  }
}
