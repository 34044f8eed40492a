package extrato.work.staging;

import extrato.postgres.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Inserts and updates as one statement, because payments and sessions refer to each other, and the
 * keys are checked when a statement ends.
 */
public final class Writes {
  private final Map<String, String> parts = new LinkedHashMap<>();
  private final List<String> counted = new ArrayList<>();

  /**
   * @param name of the part; a plain word of SQL
   */
  public void add(String name, String sql) {
    counted.add(name);
    parts.put(name, sql + " returning 1");
  }

  /** For many rows, whose number is proven otherwise: to return each of them takes time. */
  public void addUncounted(String name, String sql) {
    parts.put(name, sql);
  }

  /** Returns how many rows each counted part wrote. */
  public Map<String, Long> run(Snapshot snapshot) {
    if (parts.isEmpty()) {
      return Map.of();
    }
    String writes =
        parts.entrySet().stream()
            .map(part -> part.getKey() + " as (" + part.getValue() + ")")
            .collect(Collectors.joining(", "));
    String counts =
        counted.stream()
            .map(name -> "(select pg_catalog.count(*) from " + name + ") as " + name)
            .collect(Collectors.joining(", "));
    return snapshot
        .query("with " + writes + " select " + (counted.isEmpty() ? "1" : counts))
        .map(
            (row, context) -> {
              Map<String, Long> written = new LinkedHashMap<>();
              for (String name : counted) {
                written.put(name, row.getLong(name));
              }
              return written;
            })
        .one();
  }
}
