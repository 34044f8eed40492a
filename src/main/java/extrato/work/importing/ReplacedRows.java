package extrato.work.importing;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The live records that go, so that those of the files take their place. */
final class ReplacedRows {
  private final Snapshot snapshot;
  private final ImportStage coming;
  private final ImportStage stage;
  private final @Nullable Month month;

  /**
   * @param month whose records go; null if all do
   */
  ReplacedRows(Snapshot snapshot, ImportStage coming, @Nullable Month month) {
    this.snapshot = snapshot;
    this.coming = coming;
    this.stage = coming.ofIds("sair_");
    this.month = month;
  }

  /** Stops at tables that are never replaced, and at files that do not say enough for it. */
  static void checkTables(ImportStage coming, List<Conversion> files) {
    String people =
        coming.tables().stream()
            .filter(table -> table.book().isEmpty())
            .map(ImportTable::table)
            .collect(Collectors.joining(" and "));
    if (!people.isEmpty()) {
      throw new Failure.BadArguments(
          people + " are never replaced",
          "import them first, with --mode merge; then the others with --mode replace");
    }
    for (Conversion file : files) {
      if (file.file().table().filter(table -> !coming.tables().contains(table)).isPresent()) {
        throw new Failure.RefusedData(
            file.file().shown() + " has no columns: it does not tell what takes the place of what",
            "leave the file out, or give it the names of its columns");
      }
    }
  }

  ImportStage stage() {
    return stage;
  }

  /** Finds them, while nobody else writes the books. */
  void find() {
    for (ImportTable table : stage.tables()) {
      String into = "insert into " + stage.tableOf(table) + " (id) select id from ";
      if (month == null) {
        snapshot.update(into + ":\"studio\"." + table).execute();
      } else {
        snapshot
            .of(month)
            .update(MonthRows.selectionPrelude() + into + table + "_do_mes")
            .execute();
      }
    }
  }

  /** Lists what refers to them and stays. */
  void check(ImportFindings findings) {
    new Referrers(snapshot, stage, stage.ofNothing()).find(findings);
    new OwnStores(snapshot, stage, findings).find();
  }

  /** Refuses records that came and are none of the month: none of another month is touched. */
  void checkOfTheMonth(ImportFindings findings) {
    if (month == null) {
      return;
    }
    MonthBooks books = snapshot.of(month);
    ImportFindings ofMonth = findings.in(books);
    for (ImportTable table : coming.tables()) {
      ofMonth.places(
          String.format(
              Locale.ROOT,
              "%s select s.%s from %s s where not exists (select from %s_do_mes m where m.id ="
                  + " s.id) order by 1",
              MonthRows.selectionPrelude(),
              ImportStage.PLACE,
              coming.tableOf(table),
              table),
          "",
          "it is no record of "
              + month.slashed()
              + ": day or payment say so, or a session has no payment");
    }
  }
}
