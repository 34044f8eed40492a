package extrato.runs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of one table's records in a run. */
public record TableCounts(
    @JsonProperty("found") long found,
    @JsonProperty("archived") long archived,
    @JsonProperty("stayed") long stayed,
    @JsonProperty("deleted") long deleted,
    @JsonProperty("late") long late) {
  public static final TableCounts NONE = new TableCounts(0, 0, 0, 0, 0);

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
