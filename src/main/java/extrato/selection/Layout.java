package extrato.selection;

import extrato.db.Column;
import extrato.db.Studio;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns each table's records have, and where they stand in a backup's line. */
public record Layout(Map<Tabela, List<Column>> columns) {
  public Layout {
    Map<Tabela, List<Column>> copy = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      copy.put(tabela, List.copyOf(columns.getOrDefault(tabela, List.of())));
    }
    columns = copy;
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

  /** The header of a backup behind its first column: every column's name once. */
  public List<String> header() {
    Set<String> names = new LinkedHashSet<>();
    columns.values().forEach(list -> list.forEach(column -> names.add(column.name())));
    return new ArrayList<>(names);
  }

  /** Where each of the table's columns stands in a line, counted from the line's first field. */
  public int[] positions(Tabela tabela) {
    List<String> header = header();
    return columns(tabela).stream().mapToInt(column -> header.indexOf(column.name()) + 1).toArray();
  }

  /** Where one column stands in a line; −1 when the table has none of that name. */
  public int position(Tabela tabela, String name) {
    boolean has = columns(tabela).stream().anyMatch(column -> column.name().equals(name));
    return has ? header().indexOf(name) + 1 : -1;
  }

  /** This layout, with the columns of the other that it does not have. */
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
}
