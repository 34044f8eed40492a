package extrato.month.selection;

import extrato.postgres.Column;
import extrato.postgres.Studio;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which columns each table's records have, and their positions in a backup's line. */
public final class Layout {
  /** The position of a column that a table does not have. */
  public static final int NONE = -1;

  private final Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
  private final List<String> header;
  private final Map<Tabela, Map<String, Integer>> positions = new EnumMap<>(Tabela.class);

  public Layout(Map<Tabela, List<Column>> columns) {
    Set<String> names = new LinkedHashSet<>();
    for (Tabela tabela : Tabela.values()) {
      List<Column> own = List.copyOf(columns.getOrDefault(tabela, List.of()));
      this.columns.put(tabela, own);
      own.forEach(column -> names.add(column.name()));
    }
    this.header = List.copyOf(names);
    this.columns.forEach(
        (tabela, own) ->
            positions.put(
                tabela,
                own.stream()
                    .collect(
                        Collectors.toMap(
                            Column::name,
                            column -> header.indexOf(column.name()) + 1,
                            (first, second) -> first))));
  }

  static Layout of(Studio studio) {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      columns.put(tabela, studio.columns(tabela));
    }
    return new Layout(columns);
  }

  public List<Column> columns(Tabela tabela) {
    return columns.getOrDefault(tabela, List.of());
  }

  /** A backup's header after its first column: every column's name once. */
  public List<String> header() {
    return header;
  }

  /** The positions of the table's columns in a line, counted from the line's first field. */
  public int[] positions(Tabela tabela) {
    return columns(tabela).stream().mapToInt(column -> position(tabela, column.name())).toArray();
  }

  /** The position of a column in a line; −1 if the table has no such column. */
  public int position(Tabela tabela, String name) {
    return positions.getOrDefault(tabela, Map.of()).getOrDefault(name, NONE);
  }

  /** This layout plus the columns that only the other has. */
  Layout and(Layout other) {
    Map<Tabela, List<Column>> both = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      List<Column> list = new ArrayList<>(columns(tabela));
      other.columns(tabela).stream()
          .filter(column -> list.stream().noneMatch(c -> c.name().equals(column.name())))
          .forEach(list::add);
      both.put(tabela, list);
    }
    return new Layout(both);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Layout layout && columns.equals(layout.columns);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }
}
