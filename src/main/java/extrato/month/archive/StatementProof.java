package extrato.month.archive;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proves that the statement in {@code extratos} still agrees with the archive. */
public final class StatementProof {
  private static final String AGREES = Sql.load(StatementProof.class, "statement_agrees.sql");
  private static final String READ_BACK = Sql.load(StatementProof.class, "statement_totals.sql");

  private StatementProof() {}

  /** Returns the archive's totals. */
  public static Totals check(MonthBooks books) {
    return check(books, Optional.empty());
  }

  /**
   * @param read the archive's totals, if all of it has just been read
   */
  public static Totals check(MonthBooks books, Optional<Totals> read) {
    Totals archive = read.orElseGet(() -> ArchiveTotals.of(books));
    Written written = written(books);
    if (written == Written.CHANGED) {
      throw changed(
          books, Wording.plain("its totals are not those that were written at the closing"));
    }
    Totals statement = ArchiveTotals.read(bound(books, READ_BACK));
    if (written == Written.WITHOUT_LISTS && statement.records() == 0) {
      // Above its size limit a statement has no lists, so only its totals are compared.
      return archive;
    }
    Map<String, String> names = Statement.artistNames(books, archive);
    Totals named = archive.withArtists(id -> names.getOrDefault(id, ""));
    List<Wording> differences =
        LegacyStatement.of(books)
            .map(old -> named.plus(old.listTotals()))
            .orElse(named)
            .differencesTo(statement, "statement");
    // An artist's name may have changed. The sums by artist were proven at the closing.
    List<Wording> counts =
        differences.stream().filter(d -> !d.text().contains("por artista")).limit(3).toList();
    if (!counts.isEmpty()) {
      throw changed(books, Wording.joined(counts, "; "));
    }
    return archive;
  }

  /** How the statement compares with the version that the tool wrote last. */
  private enum Written {
    CHANGED,
    UNCHANGED,
    /** Unchanged, and too large to have lists. */
    WITHOUT_LISTS
  }

  private static Written written(MonthBooks books) {
    return bound(books, AGREES)
        .map(
            (row, context) ->
                !row.getBoolean("agrees")
                    ? Written.CHANGED
                    : row.getBoolean("lists_omitted") ? Written.WITHOUT_LISTS : Written.UNCHANGED)
        .findOne()
        .orElse(Written.CHANGED);
  }

  private static org.jdbi.v3.core.statement.Query bound(MonthBooks books, String sql) {
    return books.query(sql);
  }

  private static Failure changed(MonthBooks books, Wording why) {
    Wording whole =
        why.between(
            "the statement of "
                + books.month().slashed()
                + " in extratos is not what the archive holds: ",
            "");
    return new Failure.NotProven(
            whole.text(),
            "something other than this tool changed it; the archive and the backup are as they"
                + " were: `extrato restore "
                + books.month().asOptions()
                + " --from backup` lists what only the statement tells, and brings the month back")
        .showing(whole);
  }
}
