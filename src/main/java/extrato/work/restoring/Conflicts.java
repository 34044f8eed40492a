package extrato.work.restoring;

import extrato.month.selection.UniqueKey;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.work.staging.RequiredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything that prevents the staged records from being put back. All of it is listed before
 * anything is changed.
 */
final class Conflicts {
  private static final int NAMED = 20;
  private static final int CURES = 3;

  private final MonthBooks books;
  private final Stage stage;
  private final List<Wording> found = new ArrayList<>();
  private final List<String> cures = new ArrayList<>();

  private Conflicts(MonthBooks books, Stage stage) {
    this.books = books;
    this.stage = stage;
  }

  /** Stops if there are any. */
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
    return cures.stream().map("; "::concat).collect(Collectors.joining());
  }

  private static Conflicts of(MonthBooks books, Stage stage) {
    Conflicts conflicts = new Conflicts(books, stage);
    stage.misfits().forEach(conflicts::found);
    conflicts.requiredColumns();
    conflicts.takenKeys();
    conflicts.archivedElsewhere();
    conflicts.found.addAll(MissingReferences.find(books, stage));
    return conflicts;
  }

  private void found(String conflict) {
    found.add(Wording.plain(conflict));
  }

  private void archivedElsewhere() {
    List<ArchivedElsewhere.Held> held = ArchivedElsewhere.find(books, stage);
    held.stream()
        .collect(
            Collectors.groupingBy(ArchivedElsewhere.Held::month, TreeMap::new, Collectors.toList()))
        .forEach(
            (month, records) -> {
              List<String> names =
                  records.stream().map(one -> one.tabela().table() + " id " + one.id()).toList();
              found(
                  named("", names, NAMED).strip()
                      + (names.size() == 1 ? " is" : " are")
                      + " archived with "
                      + month.slashed());
              cures.add(
                  "`extrato restore "
                      + month.asOptions()
                      + "` first: its archive holds the same "
                      + (names.size() == 1 ? "record" : "records"));
            });
  }

  private void requiredColumns() {
    RequiredColumn.of(books).stream()
        .filter(column -> Tabela.isTable(column.table()))
        .filter(column -> stage.hasRecords(Tabela.ofTable(column.table())))
        .filter(column -> !stage.knows(Tabela.ofTable(column.table()), column.name()))
        .forEach(
            column ->
                found(
                    String.format(
                        Locale.ROOT,
                        "column %s.%s is new, must have a value and has no default",
                        column.table(),
                        column.name())));
  }

  private void takenKeys() {
    UniqueKey.of(books).stream()
        // If the application added the column later, the staged records have no value for it.
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
        cure(key.tabela(), ids);
      }
    }
  }

  /** A new id is no cure for a record that was entered again: it would count twice. */
  private void cure(Tabela tabela, List<String> ids) {
    List<String> again = EnteredAgain.underTheSameId(stage, tabela);
    ids.stream()
        .limit(CURES)
        .map(
            id ->
                String.format(
                    Locale.ROOT,
                    again.contains(id)
                        ? "%s id %s has the same values as the live one: remove that in the"
                            + " application if somebody entered it again, since under a new id it"
                            + " counts twice"
                        : "`extrato renumber %s %s` gives the live one a new id if it is another"
                            + " record",
                    tabela.table(),
                    id))
        .forEach(cures::add);
  }

  static String named(String what, List<String> values, int most) {
    String more = values.size() > most ? " and more" : "";
    return what + " " + values.stream().limit(most).collect(Collectors.joining(", ")) + more;
  }
}
