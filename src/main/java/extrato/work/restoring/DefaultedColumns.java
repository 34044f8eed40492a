package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Required columns that the studio added between two versions of a month's statement. Older records
 * never had a value for them, and get the column's default, as they would have if they had been
 * live.
 */
final class DefaultedColumns {
  private static final String COLUMNS = Sql.load(DefaultedColumns.class, "defaulted_columns.sql");

  private final Stage stage;
  private final Map<Tabela, List<String>> columns = new EnumMap<>(Tabela.class);
  private final Map<Tabela, List<Group>> groups = new EnumMap<>(Tabela.class);

  private DefaultedColumns(Stage stage) {
    this.stage = stage;
  }

  private record Named(Tabela tabela, String column) {}

  static DefaultedColumns of(MonthBooks books, Stage stage) {
    DefaultedColumns defaulted = new DefaultedColumns(stage);
    books
        .query(COLUMNS)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                new Named(
                    Tabela.ofTable(row.getString("tabela")), Sql.quoted(row.getString("name"))))
        .list()
        .stream()
        .filter(named -> stage.columns(named.tabela()).contains(named.column()))
        .filter(named -> defaulted.isAbsentSomewhere(named))
        .forEach(
            named ->
                defaulted
                    .columns
                    .computeIfAbsent(named.tabela(), tabela -> new ArrayList<>())
                    .add(named.column()));
    defaulted.columns.forEach(
        (tabela, names) -> defaulted.groups.put(tabela, defaulted.groups(tabela, names)));
    return defaulted;
  }

  private boolean isAbsentSomewhere(Named named) {
    return stage
        .books()
        .query(
            String.format(
                Locale.ROOT,
                "select exists (select from %s s where s.%s is null)",
                Stage.table(named.tabela()),
                named.column()))
        .mapTo(boolean.class)
        .one();
  }

  /** {@code gastos.lote, sessoes.cor}; empty if there are none. */
  String names() {
    return columns.entrySet().stream()
        .flatMap(
            entry -> entry.getValue().stream().map(column -> entry.getKey().table() + "." + column))
        .map(name -> name.replace("\"", ""))
        .collect(Collectors.joining(", "));
  }

  /**
   * Staged records that are written together.
   *
   * @param without the columns for which the server supplies the default
   * @param condition selects them, in statements that run on the studio's own path
   */
  record Group(List<String> without, String condition) {}

  /** The records of a table, grouped by the columns that they lack. */
  List<Group> groups(Tabela tabela) {
    return groups.getOrDefault(tabela, List.of(new Group(List.of(), "true")));
  }

  private List<Group> groups(Tabela tabela, List<String> names) {
    return stage
        .books()
        .query(
            String.format(
                Locale.ROOT,
                "select distinct array[%s] as faltam from %s s order by 1",
                names.stream()
                    .map(column -> "s." + column + " is null")
                    .collect(Collectors.joining(", ")),
                Stage.table(tabela)))
        .map((row, context) -> group(names, (Boolean[]) row.getArray("faltam").getArray()))
        .list();
  }

  private static Group group(List<String> names, Boolean[] lacking) {
    List<String> without = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < lacking.length; i++) {
      if (lacking[i]) {
        without.add(names.get(i));
      }
      conditions.add("s." + names.get(i) + (lacking[i] ? " is null" : " is not null"));
    }
    return new Group(without, String.join(" and ", conditions));
  }

  /**
   * The value that a column should have in the end: the staged one or, without one, the live row's.
   */
  String expected(Tabela tabela, String column, String staged, String live) {
    return columns.getOrDefault(tabela, List.of()).contains(column)
        ? String.format(
            Locale.ROOT,
            "case when %s.%s is null then %s.%s else %s.%s end",
            staged,
            column,
            live,
            column,
            staged,
            column)
        : staged + "." + column;
  }
}
