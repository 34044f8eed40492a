package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Wording;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What staged records refer to, but neither the studio's tables nor the staged records contain. */
final class MissingReferences {
  private static final String REFERENCES = Sql.load(MissingReferences.class, "references.sql");

  /** Large, because whoever has to enter missing clients again wants to see all of them. */
  private static final int NAMED = 200;

  private final MonthBooks books;
  private final Stage stage;
  private final List<Wording> found = new ArrayList<>();

  private MissingReferences(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  static List<Wording> find(MonthBooks books, Stage stage) {
    MissingReferences missing = new MissingReferences(books, stage);
    missing.find();
    return missing.found;
  }

  private record Reference(
      Tabela tabela,
      String targetSchema,
      String target,
      List<String> columns,
      List<String> targetColumns,
      List<String> operators,
      boolean numbers) {

    /** The condition that the table lacks what a staged record refers to. */
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

  private void find() {
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
        .forEach(this::addMissing);
  }

  private void addMissing(Reference reference) {
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
                NAMED + 1));
    if (!missing.isEmpty()) {
      String columns = String.join(", ", reference.targetColumns());
      String named = Conflicts.named(columns, missing, NAMED);
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

  /** Whether the record that is referred to may come back with the same restore. */
  private boolean isStaged(Reference reference) {
    return reference.targetSchema().equals(books.studio().schema())
        && Arrays.stream(Tabela.values())
            .filter(tabela -> tabela.table().equals(reference.target()))
            .anyMatch(tabela -> stage.hasAll(tabela, reference.targetColumns()));
  }

  /** A key that is not a number may be a name, so it is only counted. */
  private static String counted(String what, List<String> values) {
    return values.size() > NAMED
        ? "more than " + NAMED + " values of " + what
        : values.size() + " values of " + what;
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
