package extrato.testing;

import extrato.postgres.ToolSchema;
import java.util.HashMap;
import java.util.Map;

/**
 * The schema of the tool's own tables in the tests: {@code extrato}, or what {@code
 * -Dextrato.test.schema} says. With another, every suite tries that the tool works there: their SQL
 * says {@code extrato}, as the tool's own does.
 */
final class TestSchema {
  private static final ToolSchema SCHEMA =
      new ToolSchema(System.getProperty("extrato.test.schema", ToolSchema.USUAL));

  private TestSchema() {}

  static String in(String sql) {
    return SCHEMA.in(sql);
  }

  /** What a run is told, and which schema is meant. */
  static Map<String, String> told(Map<String, String> environment) {
    if (SCHEMA.name().equals(ToolSchema.USUAL) || !environment.containsKey("DATABASE_URL")) {
      return environment;
    }
    Map<String, String> more = new HashMap<>(environment);
    more.putIfAbsent("EXTRATO_SCHEMA", SCHEMA.name());
    return more;
  }
}
