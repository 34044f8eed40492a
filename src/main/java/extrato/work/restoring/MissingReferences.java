package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import extrato.support.failure.Wording;
import extrato.work.staging.ForeignKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What staged records refer to, but neither the studio's tables nor the staged records contain. */
final class MissingReferences {
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

  private void find() {
    ForeignKey.of(books).stream()
        .filter(reference -> Tabela.isTable(reference.table()))
        .filter(reference -> stage.hasAll(Tabela.ofTable(reference.table()), reference.columns()))
        .forEach(this::addMissing);
  }

  private void addMissing(ForeignKey reference) {
    String values = reference.values();
    List<String> missing =
        books.strings(
            String.format(
                Locale.ROOT,
                "select pg_catalog.concat_ws('/', %s) from %s s where pg_catalog.num_nulls(%s) ="
                    + " 0%s%s group by %s order by %s limit %d",
                values,
                stage.tableOf(reference.table()),
                values,
                reference.absentFrom(reference.quotedTarget(), "t"),
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
                      reference.table(),
                      String.join(", ", reference.columns()),
                      reference.target()),
                  ""));
    }
  }

  /** Whether the record that is referred to may come back with the same restore. */
  private boolean isStaged(ForeignKey reference) {
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
}
