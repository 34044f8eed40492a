package extrato.work.importing.files;

import extrato.support.failure.Wording;
import extrato.support.settings.NearestName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which column of a table each field of a file goes into, by its name. */
final class ColumnMatch {
  private final TargetTable target;
  private final Map<String, String> renamed;
  private final boolean printed;
  private final List<String> problems = new ArrayList<>();
  private final List<Wording> unknown = new ArrayList<>();
  private final Map<String, String> taken = new HashMap<>();
  private final List<@Nullable TargetColumn> columns = new ArrayList<>();

  ColumnMatch(TargetTable target, Options options) {
    this.target = target;
    this.renamed = options.renamed();
    this.printed = options.printed();
  }

  /** Finds the column of the field with the next position. */
  void add(String name) {
    Optional<TargetColumn> column =
        printed
            ? target.column(name).map(TargetColumn::ofTheServer)
            : find(renamed.getOrDefault(name, name));
    if (column.isEmpty()) {
      unknown.add(unknown(name));
    }
    add(name, column);
  }

  /** The same for a file of several tables, where not each has every column. */
  void addIfThere(String name) {
    add(name, target.column(renamed.getOrDefault(name, name)).map(TargetColumn::asPrinted));
  }

  private void add(String name, Optional<TargetColumn> column) {
    columns.add(column.orElse(null));
    column.ifPresent(
        one -> {
          String key = one.shown();
          String other = taken.put(key, name);
          if (other != null) {
            problems.add(other + " and " + name + " both say " + key + ": leave one of them out");
          }
        });
  }

  void skip() {
    columns.add(null);
  }

  /** By the position of the field; null where the table has no such column. */
  List<@Nullable TargetColumn> columns() {
    return columns;
  }

  List<String> problems() {
    return problems;
  }

  /** The names that the table does not have. */
  List<Wording> unknown() {
    return unknown;
  }

  /** Whether the file has every name that was said. */
  void checkRenamed(Set<String> names) {
    renamed.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(name -> problems.add("--map names a column " + name + ", which it does not have"));
  }

  private Optional<TargetColumn> find(String name) {
    Optional<TargetColumn> exact = target.column(name);
    if (exact.isPresent()) {
      return exact;
    }
    String plain = plain(name);
    List<TargetColumn> alike =
        target.columns().stream().filter(column -> plain(column.name()).equals(plain)).toList();
    return alike.size() == 1
        ? Optional.of(alike.get(0))
        : PersonName.called(plain, new HashSet<>(target.names())).map(PersonName::staged);
  }

  private Wording unknown(String name) {
    String what = "the table " + target.table() + " has no column ";
    if (printed) {
      return Wording.plain(what + name + " any more");
    }
    String hint =
        NearestName.of(plain(name), target.names())
            .map(near -> "; did you mean " + near + "? (--map \"" + name + "=" + near + "\")")
            .orElse(
                "; it has "
                    + String.join(", ", target.names())
                    + " (--map \""
                    + name
                    + "=COLUMN\")");
    return new Wording(
        what + "of a name in the first line, which only a terminal shows", what + name + hint);
  }

  /** As in {@code Observações} and {@code observacoes}. */
  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("[^a-z0-9]+", "_");
  }
}
