package extrato.work.importing.files;

import extrato.support.failure.Wording;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which column each field of one file goes into, for each table that the file has records of. */
final class Plans {
  /** What the first column of a backup is called. */
  static final String TYPE = "type";

  private final SourceFile file;
  private final Map<ImportTable, TargetTable> targets;
  private final Map<ImportTable, ColumnMatch> matches = new EnumMap<>(ImportTable.class);
  private int known;

  Plans(SourceFile file, Map<ImportTable, TargetTable> targets, Options options) {
    this.file = file;
    this.targets = targets;
    targets.values().stream()
        .filter(
            target ->
                isByType()
                    ? target.table().book().isPresent()
                    : file.table().filter(target.table()::equals).isPresent())
        .forEach(target -> matches.put(target.table(), new ColumnMatch(target, options)));
  }

  /** Whether each record says in its first field which table it is of. */
  boolean isByType() {
    return file.table().isEmpty();
  }

  /** Finds the columns of names that are new. */
  void follow(List<String> names) {
    for (; known < names.size(); known++) {
      String name = names.get(known);
      for (ColumnMatch match : matches.values()) {
        if (!isByType()) {
          match.add(name);
        } else if (known == 0) {
          match.skip();
        } else {
          match.addIfThere(name);
        }
      }
    }
  }

  /**
   * What is wrong with the file's names.
   *
   * @param records how many it has
   */
  List<String> problems(List<String> names, long records) {
    List<String> problems = new ArrayList<>();
    if (isByType() && (names.isEmpty() || !names.get(0).equals(TYPE))) {
      return List.of(
          "neither its name nor its first column says which table it belongs to: --table says it");
    }
    matches
        .values()
        .forEach(
            match -> {
              match.checkRenamed(new HashSet<>(names));
              problems.addAll(match.problems());
            });
    file.table()
        .filter(table -> records > 0 && names.isEmpty())
        .ifPresent(table -> problems.add("none of its names is a column of " + table));
    return problems.stream().distinct().toList();
  }

  /** The names that no table has. */
  List<Wording> unknown(List<String> names) {
    List<Wording> unknown = new ArrayList<>();
    matches.values().forEach(match -> unknown.addAll(match.unknown()));
    for (int i = 1; isByType() && i < names.size(); i++) {
      int field = i;
      if (matches.values().stream().allMatch(match -> match.columns().get(field) == null)) {
        unknown.add(Wording.plain("no table has a column " + names.get(i)));
      }
    }
    return unknown;
  }

  Optional<ImportTable> tableOf(SourceRow row) {
    return isByType() ? ImportTable.ofType(row.text(0)).filter(targets::containsKey) : file.table();
  }

  /** By the position of the field; null where the table has no such column. */
  List<@Nullable TargetColumn> of(ImportTable table) {
    ColumnMatch match = matches.get(table);
    return match == null ? List.of() : match.columns();
  }
}
