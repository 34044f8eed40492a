package extrato.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of a studio's table, including columns that only this studio has.
 *
 * @param type the type's name as PostgreSQL prints it, with length and schema
 */
public record Column(String name, String type, boolean generated) {
  /** The column as manifests and archived versions describe it. */
  public Map<String, Object> byName() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    named.put("type", type);
    named.put("generated", generated);
    return named;
  }
}
