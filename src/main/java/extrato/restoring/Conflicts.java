package extrato.restoring;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.studio.Tabela;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything that stands in the way of putting the staged records back, all of it listed before
 * anything is touched.
 */
final class Conflicts {
  private static final String UNIQUE_INDEXES = Sql.load(Conflicts.class, "unique_indexes.sql");
  private static final String REFERENCES = Sql.load(Conflicts.class, "references.sql");
  private static final int NAMED = 5;

  private final Books books;
  private final Stage stage;
  private final List<String> found = new ArrayList<>();

  private Conflicts(Books books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  static void check(Books books, Stage stage) {
    Conflicts conflicts = new Conflicts(books, stage);
    conflicts.takenKeys();
    conflicts.missingReferences();
    if (!conflicts.found.isEmpty()) {
      throw new Failure.Stopped(
          "the records cannot be put back: "
              + String.join("; ", conflicts.found)
              + "; nothing was changed",
          "settle these in the studio's application first");
    }
  }

  private void takenKeys() {
    books
        .query(UNIQUE_INDEXES)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                new Key(
                    Tabela.ofTable(row.getString("tabela")),
                    row.getString("name"),
                    strings(row.getArray("columns"))))
        .list()
        .forEach(this::takenKey);
  }

  private record Key(Tabela tabela, String name, List<String> columns) {}

  private void takenKey(Key key) {
    if (!stage
        .columns(key.tabela())
        .containsAll(key.columns().stream().map(Sql::quoted).toList())) {
      return; // The application added the column since: its records have no value there.
    }
    List<String> ids =
        books.strings(
            "select s.id::text from %s s join :\"studio\".%s t on %s order by s.id limit %d"
                .formatted(
                    Stage.table(key.tabela()),
                    key.tabela().table(),
                    equal(key.columns(), key.columns(), "s", "t"),
                    NAMED + 1));
    if (!ids.isEmpty()) {
      found.add(
          "%s %s: the live table has (%s) already"
              .formatted(key.tabela().table(), named("id", ids), String.join(", ", key.columns())));
    }
  }

  private record Reference(
      Tabela tabela,
      String name,
      String targetSchema,
      String target,
      List<String> columns,
      List<String> targetColumns) {}

  private void missingReferences() {
    books
        .query(REFERENCES)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                new Reference(
                    Tabela.ofTable(row.getString("tabela")),
                    row.getString("name"),
                    row.getString("target_schema"),
                    row.getString("target"),
                    strings(row.getArray("columns")),
                    strings(row.getArray("target_columns"))))
        .list()
        .forEach(this::missingReference);
  }

  private void missingReference(Reference reference) {
    if (!stage
        .columns(reference.tabela())
        .containsAll(reference.columns().stream().map(Sql::quoted).toList())) {
      return;
    }
    BiFunction<String, String, String> absent =
        (table, alias) ->
            " and not exists (select from %s %s where %s)"
                .formatted(
                    table,
                    alias,
                    equal(reference.columns(), reference.targetColumns(), "s", alias));
    String target = Sql.quoted(reference.targetSchema()) + "." + Sql.quoted(reference.target());
    boolean own =
        reference.targetSchema().equals(books.studio().schema())
            && Arrays.stream(Tabela.values()).anyMatch(t -> t.table().equals(reference.target()));
    String values =
        reference.columns().stream()
            .map(c -> "s." + Sql.quoted(c))
            .collect(Collectors.joining(", "));
    List<String> missing =
        books.strings(
            "select distinct pg_catalog.concat_ws('/', %s) from %s s where pg_catalog.num_nulls(%s) = 0%s%s order by 1 limit %d"
                .formatted(
                    values,
                    Stage.table(reference.tabela()),
                    values,
                    absent.apply(target, "t"),
                    own ? absent.apply(Stage.table(Tabela.ofTable(reference.target())), "o") : "",
                    NAMED + 1));
    if (!missing.isEmpty()) {
      found.add(
          "%s refers by %s to %s that are not there: %s"
              .formatted(
                  reference.tabela().table(),
                  String.join(", ", reference.columns()),
                  reference.target(),
                  named(String.join(", ", reference.targetColumns()), missing)));
    }
  }

  private static String equal(
      List<String> left, List<String> right, String leftAlias, String rightAlias) {
    return IntStream.range(0, left.size())
        .mapToObj(
            i ->
                "%s.%s = %s.%s"
                    .formatted(
                        leftAlias, Sql.quoted(left.get(i)), rightAlias, Sql.quoted(right.get(i))))
        .collect(Collectors.joining(" and "));
  }

  private static String named(String what, List<String> values) {
    String more = values.size() > NAMED ? " and more" : "";
    return what + " " + values.stream().limit(NAMED).collect(Collectors.joining(", ")) + more;
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
