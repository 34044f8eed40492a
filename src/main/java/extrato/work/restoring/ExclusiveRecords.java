package extrato.work.restoring;

import extrato.month.selection.UniqueKey;
import extrato.postgres.MonthBooks;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Staged records that exclude each other, because a unique key allows only one of them to be live.
 */
final class ExclusiveRecords {
  private static final int NAMED = 5;

  private ExclusiveRecords() {}

  static List<String> find(MonthBooks books, Stage stage) {
    List<String> found = new ArrayList<>();
    UniqueKey.of(books).stream()
        .filter(key -> !key.hasId() && stage.hasAll(key.tabela(), key.columns()))
        .forEach(key -> found.addAll(pairs(books, key)));
    return found;
  }

  static void check(MonthBooks books, Stage stage) {
    List<String> found = find(books, stage);
    if (!found.isEmpty()) {
      throw new Failure.Stopped(
          "records of "
              + books.month().slashed()
              + " can never be live at once: "
              + String.join("; ", found)
              + "; nothing was changed",
          "`extrato restore "
              + books.month().asOptions()
              + " --leave TABLE:ID` leaves one of each two in the archive and brings the others"
              + " back");
    }
  }

  private static List<String> pairs(MonthBooks books, UniqueKey key) {
    String staged = key.select(Stage.table(key.tabela()));
    return books
        .strings(
            String.format(
                Locale.ROOT,
                "select s.id || ' and id ' || t.id from %s s join %s t on s.id < t.id and %s order"
                    + " by s.id, t.id limit %d",
                staged,
                staged,
                key.equal(),
                NAMED))
        .stream()
        .map(
            pair ->
                String.format(
                    Locale.ROOT, "%s id %s, by (%s)", key.tabela().table(), pair, key.named()))
        .toList();
  }
}
