package extrato.runs;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happened to one table's records in a run. */
public record TableCounts(
    @JsonProperty("found") long found,
    @JsonProperty("archived") long archived,
    @JsonProperty("stayed") long stayed,
    @JsonProperty("deleted") long deleted,
    @JsonProperty("late") long late) {
  public static final TableCounts NONE = new TableCounts(0, 0, 0, 0, 0);

  Map<String, Long> byName() {
    Map<String, Long> named = new LinkedHashMap<>();
    named.put("found", found);
    named.put("archived", archived);
    named.put("stayed", stayed);
    named.put("deleted", deleted);
    named.put("late", late);
    return named;
  }

  public TableCounts withFound(long value) {
    return new TableCounts(value, archived, stayed, deleted, late);
  }

  public TableCounts withArchived(long value) {
    return new TableCounts(found, value, stayed, deleted, late);
  }

  public TableCounts withStayed(long value) {
    return new TableCounts(found, archived, value, deleted, late);
  }

  public TableCounts withDeleted(long value) {
    return new TableCounts(found, archived, stayed, value, late);
  }

  public TableCounts withLate(long value) {
    return new TableCounts(found, archived, stayed, deleted, value);
  }
}
