package extrato.life;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that somebody wants to import, in one of the forms that people have.
 *
 * @param table its name
 * @param rows the records, each with the values of the same columns as PostgreSQL writes them
 */
record DataFile(String table, List<Map<String, @Nullable String>> rows) {
  private static final Set<String> NUMBERS = Set.of("valor", "percentual");

  /** Forms of files. */
  enum Form {
    CSV("csv"),
    /** As a spreadsheet in Brazil saves it. */
    SPREADSHEET("csv", "--dates", "dmy", "--decimal", "comma"),
    NDJSON("ndjson"),
    JSON("json");

    final String ending;

    /** Never changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    final List<String> options;

    Form(String ending, String... options) {
      this.ending = ending;
      this.options = List.of(options);
    }
  }

  /** The same with another value in one of its records. */
  DataFile with(int row, String column, String value) {
    List<Map<String, @Nullable String>> others = new ArrayList<>(rows);
    Map<String, @Nullable String> changed = new LinkedHashMap<>(rows.get(row));
    changed.put(column, value);
    others.set(row, changed);
    return new DataFile(table, List.copyOf(others));
  }

  DataFile and(Map<String, @Nullable String> row) {
    List<Map<String, @Nullable String>> more = new ArrayList<>(rows);
    more.add(row);
    return new DataFile(table, List.copyOf(more));
  }

  String text(Form form) {
    return switch (form) {
      case CSV -> csv(",", false);
      case SPREADSHEET -> "\uFEFF" + csv(";", true);
      case NDJSON -> rows.stream().map(DataFile::json).collect(Collectors.joining("\n", "", "\n"));
      case JSON -> rows.stream().map(DataFile::json).collect(Collectors.joining(",\n", "[", "]\n"));
    };
  }

  private String csv(String separator, boolean isBrazilian) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(separator, rows.get(0).keySet()));
    for (Map<String, @Nullable String> row : rows) {
      List<String> cells = new ArrayList<>();
      row.forEach(
          (column, value) ->
              cells.add(
                  value == null
                      ? ""
                      : "\""
                          + (isBrazilian ? brazilian(column, value) : value).replace("\"", "\"\"")
                          + "\""));
      lines.add(String.join(separator, cells));
    }
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String brazilian(String column, String value) {
    if (NUMBERS.contains(column)) {
      return value.replace('.', ',');
    }
    return column.equals("data") && value.matches("\\d{4}-\\d\\d-\\d\\d")
        ? String.format(
            Locale.ROOT,
            "%s/%s/%s",
            value.substring(8),
            value.substring(5, 7),
            value.substring(0, 4))
        : value;
  }

  private static String json(Map<String, @Nullable String> row) {
    List<String> fields = new ArrayList<>();
    row.forEach(
        (column, value) ->
            fields.add(
                "\""
                    + column
                    + "\": "
                    + (value == null
                        ? "null"
                        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")));
    return "{" + String.join(", ", fields) + "}";
  }
}
