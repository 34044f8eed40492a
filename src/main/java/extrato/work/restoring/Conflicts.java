package extrato.work.restoring;

import extrato.month.selection.UniqueKey;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything that stands in the way of putting the staged records back, all of it listed before
 * anything is touched.
 */
final class Conflicts {
  private static final String REFERENCES = Sql.load(Conflicts.class, "references.sql");
  private static final String REQUIRED = Sql.load(Conflicts.class, "required_columns.sql");
  private static final int NAMED = 20;
  private static final int CURES = 3;

  /** Whoever has to enter missing clients again wants to know all of them. */
  private static final int MISSING_NAMED = 200;

  private final MonthBooks books;
  private final Stage stage;
  private final List<Wording> found = new ArrayList<>();
  private final List<String> cures = new ArrayList<>();

  private Conflicts(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /** Stops when there is any. */
  static void check(MonthBooks books, Stage stage) {
    Conflicts conflicts = of(books, stage);
    if (!conflicts.found.isEmpty()) {
      Wording all =
          Wording.joined(conflicts.found, "; ")
              .between("the records cannot be put back: ", "; nothing was changed");
      throw new Failure.Stopped(
              all.text(),
              "settle these in the studio's application or its tables first" + conflicts.hint())
          .showing(all);
    }
  }

  static List<Wording> find(MonthBooks books, Stage stage) {
    return of(books, stage).found;
  }

  private String hint() {
    return cures.isEmpty()
        ? ""
        : "; where the live one is another record, "
            + String.join(", ", cures)
            + " gives it a new id";
  }

  private static Conflicts of(MonthBooks books, Stage stage) {
    Conflicts conflicts = new Conflicts(books, stage);
    stage.misfits().forEach(conflicts::found);
    conflicts.requiredColumns();
    conflicts.takenKeys();
    conflicts.missingReferences();
    return conflicts;
  }

  private void found(String conflict) {
    found.add(Wording.plain(conflict));
  }

  private record Required(Tabela tabela, String name) {}

  private void requiredColumns() {
    books
        .query(REQUIRED)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                new Required(Tabela.ofTable(row.getString("tabela")), row.getString("name")))
        .list()
        .stream()
        .filter(column -> stage.hasRecords(column.tabela()))
        .filter(column -> !stage.knows(column.tabela(), column.name()))
        .forEach(
            column ->
                found(
                    String.format(
                        Locale.ROOT,
                        "column %s.%s is new, must have a value and has no default",
                        column.tabela().table(),
                        column.name())));
  }

  private void takenKeys() {
    UniqueKey.of(books).stream()
        // Where the application added the column since, its records have no value there.
        .filter(key -> stage.hasAll(key.tabela(), key.columns()))
        .forEach(this::takenKey);
  }

  private void takenKey(UniqueKey key) {
    List<String> ids =
        books.strings(
            String.format(
                Locale.ROOT,
                "select s.id::text from %s s join %s t on %s order by s.id limit %d",
                key.select(Stage.table(key.tabela())),
                key.select(":\"studio\"." + key.tabela().table()),
                key.equal(),
                NAMED + 1));
    if (!ids.isEmpty()) {
      found(
          String.format(
              Locale.ROOT,
              "%s %s: the live table has (%s) already",
              key.tabela().table(),
              named("id", ids, NAMED),
              key.named()));
      if (key.keys().equals(List.of("id"))) {
        ids.stream()
            .limit(CURES)
            .forEach(
                id ->
                    cures.add(
                        String.format(
                            Locale.ROOT, "`extrato renumber %s %s`", key.tabela().table(), id)));
      }
    }
  }

  private record Reference(
      Tabela tabela,
      String targetSchema,
      String target,
      List<String> columns,
      List<String> targetColumns,
      List<String> operators,
      boolean numbers) {

    /** The condition under which a staged record does not find what it refers to in that table. */
    String absentFrom(String table, String alias) {
      String equal =
          IntStream.range(0, columns.size())
              .mapToObj(
                  i ->
                      String.format(
                          Locale.ROOT,
                          "%s.%s %s s.%s",
                          alias,
                          Sql.quoted(targetColumns.get(i)),
                          operators.get(i),
                          Sql.quoted(columns.get(i))))
              .collect(Collectors.joining(" and "));
      return String.format(
          Locale.ROOT, " and not exists (select from %s %s where %s)", table, alias, equal);
    }
  }

  private void missingReferences() {
    books
        .query(REFERENCES)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                new Reference(
                    Tabela.ofTable(row.getString("tabela")),
                    row.getString("target_schema"),
                    row.getString("target"),
                    strings(row.getArray("columns")),
                    strings(row.getArray("target_columns")),
                    strings(row.getArray("operators")),
                    row.getBoolean("numbers")))
        .list()
        .stream()
        .filter(reference -> stage.hasAll(reference.tabela(), reference.columns()))
        .forEach(this::missingReference);
  }

  private void missingReference(Reference reference) {
    String target = Sql.quoted(reference.targetSchema()) + "." + Sql.quoted(reference.target());
    String values =
        reference.columns().stream()
            .map(c -> "s." + Sql.quoted(c))
            .collect(Collectors.joining(", "));
    List<String> missing =
        books.strings(
            String.format(
                Locale.ROOT,
                "select pg_catalog.concat_ws('/', %s) from %s s where pg_catalog.num_nulls(%s) ="
                    + " 0%s%s group by %s order by %s limit %d",
                values,
                Stage.table(reference.tabela()),
                values,
                reference.absentFrom(target, "t"),
                isStaged(reference)
                    ? reference.absentFrom(Stage.table(Tabela.ofTable(reference.target())), "o")
                    : "",
                values,
                values,
                MISSING_NAMED + 1));
    if (!missing.isEmpty()) {
      String columns = String.join(", ", reference.targetColumns());
      String named = named(columns, missing, MISSING_NAMED);
      found.add(
          new Wording(reference.numbers() ? named : counted(columns, missing), named)
              .between(
                  String.format(
                      Locale.ROOT,
                      "%s refers by %s to %s that are not there: ",
                      reference.tabela().table(),
                      String.join(", ", reference.columns()),
                      reference.target()),
                  ""));
    }
  }

  /** Whether what it refers to may come back in the same breath. */
  private boolean isStaged(Reference reference) {
    return reference.targetSchema().equals(books.studio().schema())
        && Arrays.stream(Tabela.values())
            .filter(tabela -> tabela.table().equals(reference.target()))
            .anyMatch(tabela -> stage.hasAll(tabela, reference.targetColumns()));
  }

  /** A key that is no number may be a name. */
  private static String counted(String what, List<String> values) {
    return values.size() > MISSING_NAMED
        ? "more than " + MISSING_NAMED + " values of " + what
        : values.size() + " values of " + what;
  }

  private static String named(String what, List<String> values, int most) {
    String more = values.size() > most ? " and more" : "";
    return what + " " + values.stream().limit(most).collect(Collectors.joining(", ")) + more;
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
