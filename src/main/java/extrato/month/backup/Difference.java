package extrato.month.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import extrato.studio.Tabela;
import org.jspecify.annotations.Nullable;

/**
 * One place where a backup and the database do not agree.
 *
 * @param column null when the whole record is missing on one side
 */
public record Difference(
    @JsonProperty("table") String table,
    @JsonProperty("id") @Nullable Long id,
    @JsonProperty("column") @Nullable String column,
    @JsonProperty("backup") @Nullable String inBackup,
    @JsonProperty("database") @Nullable String inDatabase,
    @JsonProperty("what") String what) {

  static Difference changed(
      Tabela tabela,
      long id,
      String column,
      @Nullable String inBackup,
      @Nullable String inDatabase) {
    return new Difference(
        tabela.table(), id, column, inBackup, inDatabase, "differs from the backup");
  }

  static Difference onlyInBackup(Tabela tabela, long id) {
    return new Difference(
        tabela.table(), id, null, null, null, "is in the backup but not in the database");
  }

  static Difference onlyInDatabase(Tabela tabela, long id) {
    return new Difference(
        tabela.table(), id, null, null, null, "is in the database but not in the backup");
  }

  static Difference columnOnlyInBackup(Tabela tabela, String column) {
    return new Difference(
        tabela.table(), null, column, null, null, "is in the backup but not in the database");
  }

  static Difference columnOnlyInDatabase(Tabela tabela, String column) {
    return new Difference(
        tabela.table(), null, column, null, null, "is in the database but not in the backup");
  }

  /** The same of two backups, of which the first stands where the backup does. */
  Difference between(String first, String second) {
    String words = what.replace("the backup", first).replace("the database", second);
    return new Difference(table, id, column, inBackup, inDatabase, words);
  }

  /** Table and record, and the column where only that differs. */
  String record() {
    String record = id == null ? table : table + " id " + id;
    return column == null ? record : record + " (" + column + ")";
  }

  /** Table, record and column, without the values: fit for logs. */
  public String place() {
    String record = id == null ? table : table + " id " + id;
    return column == null
        ? record + " " + what
        : record + (id == null ? " column " : ", column ") + column + " " + what;
  }
}
