package extrato.work.staging;

/** Records in temporary tables. */
public interface Staged {
  /** The temporary table, as a statement names it. */
  String tableOf(String table);

  /** Whether the records of that table were staged with that column. */
  boolean has(String table, String column);
}
