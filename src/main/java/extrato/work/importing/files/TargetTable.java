package extrato.work.importing.files;

import java.util.List;
import java.util.Optional;

/** The columns of a table, as the studio has them. */
public record TargetTable(ImportTable table, List<TargetColumn> columns) {
  public TargetTable {
    columns = List.copyOf(columns);
  }

  public Optional<TargetColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  List<String> names() {
    return columns.stream().map(TargetColumn::name).toList();
  }
}
