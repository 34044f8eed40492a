package extrato.work.closing;

import extrato.month.archive.ArchiveTotals;
import extrato.month.archive.Archiver;
import extrato.month.archive.Totals;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the archive back and compares its totals with the records'. A large table is read as soon
 * as it is archived, while the server looks for the next one's records.
 */
final class ArchiveCheck {
  static final long LARGE = 10_000;

  private final MonthBooks books;
  private final int version;
  private final Archiver archiver;
  private final Set<Tabela> unread = EnumSet.allOf(Tabela.class);
  private Totals archive = new Totals();

  ArchiveCheck(MonthBooks books, int version, Archiver archiver) {
    this.books = books;
    this.version = version;
    this.archiver = archiver;
  }

  void ended(Tabela tabela) {
    if (archiver.archived().getOrDefault(tabela, 0L) > LARGE) {
      read(EnumSet.of(tabela));
    }
  }

  /** Call this once, when everything is archived. */
  void holds(Totals records) {
    if (!unread.isEmpty()) {
      read(EnumSet.copyOf(unread));
    }
    agree(records, archive);
  }

  static void agree(Totals records, Totals archive) {
    List<Wording> differences = records.differencesTo(archive, "archive");
    if (!differences.isEmpty()) {
      Wording why = differences.get(0).between("the archive does not add up to the records: ", "");
      throw new Failure.NotProven(
              why.text(),
              "this is a fault of the tool or of a trigger on extrato.lotes: please report it")
          .showing(why);
    }
  }

  private void read(Set<Tabela> tables) {
    archive = archive.plus(ArchiveTotals.of(books, version, tables));
    unread.removeAll(tables);
  }
}
