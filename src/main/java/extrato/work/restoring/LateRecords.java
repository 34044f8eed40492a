package extrato.work.restoring;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The month's records that are live although it is closed. */
final class LateRecords {
  private static final int NAMED = 20;

  private LateRecords() {}

  /** Lists them by table and id; empty if there are none. */
  static String of(MonthBooks books) {
    return of(books, tabela -> "");
  }

  /**
   * Those that the staged records lack. Call this after {@link Renumbered} has set its records
   * apart.
   */
  static Optional<String> beside(Stage stage) {
    return Optional.of(
            of(
                stage.books(),
                tabela ->
                    " where not exists (select from "
                        + Stage.table(tabela)
                        + " s where s.id = m.id) and not "
                        + Renumbered.isOne(stage, tabela)))
        .filter(ids -> !ids.isEmpty());
  }

  private static String of(MonthBooks books, Function<Tabela, String> condition) {
    List<String> found = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      List<String> ids =
          books.strings(
              MonthRows.selectionPrelude()
                  + String.format(
                      Locale.ROOT,
                      "select id::text from %s_do_mes m%s order by m.id limit %d",
                      tabela.table(),
                      condition.apply(tabela),
                      NAMED + 1));
      if (!ids.isEmpty()) {
        found.add(
            tabela.table()
                + " id "
                + ids.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (ids.size() > NAMED ? " and more" : ""));
      }
    }
    return String.join("; ", found);
  }
}
