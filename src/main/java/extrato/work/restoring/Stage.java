package extrato.work.restoring;

import extrato.month.selection.Layout;
import extrato.postgres.BrokenCopy;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.staging.Staged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The month's records in temporary tables with the studio's own types, to see whether they could be
 * put back before anything is changed. The tables disappear with the transaction.
 */
final class Stage implements StageLoader.Target, Staged {
  private final MonthBooks books;
  private final Layout layout;
  private final Map<Tabela, List<Column>> fitting = new EnumMap<>(Tabela.class);
  private final List<String> misfits = new ArrayList<>();

  private Stage(MonthBooks books, RecordSource source) {
    this.books = books;
    this.layout = source.layout();
    for (Tabela tabela : Tabela.values()) {
      fitting.put(tabela, fitting(tabela));
    }
  }

  /** Loads every record, without the columns that the studio's tables no longer have. */
  static Stage load(MonthBooks books, RecordSource source) {
    Stage stage = new Stage(books, source);
    books.changes().expectTemporaryTables();
    for (Tabela tabela : Tabela.values()) {
      stage.create(tabela);
    }
    // Functions that check a domain or type look names up on the studio's path, as always.
    return books.asTheStudio(
        () -> {
          load(stage, source);
          return stage;
        });
  }

  /**
   * If a type does not accept a value, the source may be damaged; only reading it to the end tells.
   */
  private static void load(Stage stage, RecordSource source) {
    @Nullable RuntimeException[] refused = {null};
    try (StageLoader loader = new StageLoader(stage)) {
      source.stream(
          (tabela, row) -> {
            if (refused[0] == null) {
              refused[0] = refused(() -> loader.add(tabela, row));
            }
          });
      if (refused[0] == null) {
        refused[0] = refused(loader::finish);
      }
    }
    if (refused[0] != null) {
      throw unfit(refused[0], source);
    }
  }

  private static @Nullable RuntimeException refused(Runnable work) {
    try {
      work.run();
      return null;
    } catch (BrokenCopy e) {
      if (SqlStates.isRefusedValue(e)) {
        return e;
      }
      throw e;
    }
  }

  static String table(Tabela tabela) {
    return "pg_temp.extrato_" + tabela.table();
  }

  @Override
  public String tableOf(Tabela tabela) {
    return table(tabela);
  }

  @Override
  public String tableOf(String table) {
    return table(Tabela.ofTable(table));
  }

  @Override
  public boolean has(String table, String column) {
    return Tabela.isTable(table) && hasAll(Tabela.ofTable(table), List.of(column));
  }

  @Override
  public MonthBooks books() {
    return books;
  }

  Layout layout() {
    return layout;
  }

  /** The records' columns that the tables lack or have with another type. */
  List<String> misfits() {
    return List.copyOf(misfits);
  }

  /** The columns that are written when a record is put back. The server computes the others. */
  List<String> written(Tabela tabela) {
    return books.studio().columns(tabela).stream()
        .filter(column -> !column.generated() && columns(tabela).contains(quoted(column)))
        .map(Stage::quoted)
        .toList();
  }

  /** All columns of the records that fit, including computed ones. */
  @Override
  public List<String> columns(Tabela tabela) {
    return fittingColumns(tabela).stream().map(Stage::quoted).toList();
  }

  /** Removes the records that another table has; returns how many there were. */
  long remove(Tabela tabela, String those) {
    return books
        .update(
            String.format(
                Locale.ROOT,
                "delete from %s where id in (select id from %s)",
                table(tabela),
                those))
        .execute();
  }

  /** The columns as a list for a statement, each prefixed with its table's alias. */
  static String prefixed(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + column).collect(Collectors.joining(", "));
  }

  boolean hasAll(Tabela tabela, List<String> names) {
    return columns(tabela).containsAll(names.stream().map(Sql::quoted).toList());
  }

  /** Whether the records have a column of that name, whatever its type. */
  boolean knows(Tabela tabela, String name) {
    return layout.position(tabela, name) >= 0;
  }

  boolean hasRecords(Tabela tabela) {
    return books
        .query("select exists (select from " + table(tabela) + ")")
        .mapTo(boolean.class)
        .one();
  }

  /** The positions of these columns in the source's lines. */
  @Override
  public int[] positions(Tabela tabela) {
    return fittingColumns(tabela).stream()
        .mapToInt(column -> layout.position(tabela, column.name()))
        .toArray();
  }

  private List<Column> fittingColumns(Tabela tabela) {
    return fitting.getOrDefault(tabela, List.of());
  }

  private void create(Tabela tabela) {
    // AS SELECT copies the types, but no defaults, identities, computed values or NOT NULL, because
    // the archive may hold NULLs.
    books
        .update(
            String.format(
                Locale.ROOT,
                "create temporary table extrato_%s on commit drop as select %s from :\"studio\".%s"
                    + " limit 0",
                tabela.table(),
                String.join(", ", columns(tabela)),
                tabela.table()))
        .execute();
  }

  private List<Column> fitting(Tabela tabela) {
    List<Column> found = new ArrayList<>();
    for (Column column : layout.columns(tabela)) {
      Optional<String> misfit = misfit(tabela, column);
      misfit.ifPresentOrElse(misfits::add, () -> found.add(column));
      if (misfit.isPresent() && column.name().equals("id")) {
        throw new Failure.Stopped(
            "the records cannot be put back: " + misfit.get() + "; nothing was changed", "");
      }
    }
    return found;
  }

  private Optional<String> misfit(Tabela tabela, Column column) {
    String name = "column " + tabela.table() + "." + column.name();
    return books.studio().columns(tabela).stream()
        .filter(live -> live.name().equals(column.name()))
        .findFirst()
        .map(
            live ->
                live.type().equals(column.type())
                    ? Optional.<String>empty()
                    : Optional.of(
                        String.format(
                            Locale.ROOT,
                            "%s is %s, its records are %s",
                            name,
                            live.type(),
                            column.type())))
        .orElseGet(() -> Optional.of(name + " is gone"));
  }

  private static Failure unfit(RuntimeException e, RecordSource source) {
    Wording why =
        SqlStates.copiedColumn(e)
            .map(column -> column.replace("extrato_", ""))
            .map(column -> "column " + column + " does not take a value that it had")
            .map(Wording::plain)
            .orElseGet(() -> SqlStates.words(e))
            .between(
                "the records of " + source.name() + " do not fit the tables any more: ",
                "; nothing was changed");
    return new Failure.Stopped(
            why.text(),
            "give the type or the check of the column back what is missing, then restore")
        .showing(why);
  }

  private static String quoted(Column column) {
    return Sql.quoted(column.name());
  }
}
