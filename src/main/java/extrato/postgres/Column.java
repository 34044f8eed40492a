package extrato.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of a studio's table, also one that only this studio has.
 *
 * @param type the type's name as PostgreSQL prints it, length and schema included
 */
public record Column(String name, String type, boolean generated) {
  /** As manifests and the archive's versions describe it. */
  public Map<String, Object> byName() {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("name", name);
    named.put("type", type);
    named.put("generated", generated);
    return named;
  }
}
