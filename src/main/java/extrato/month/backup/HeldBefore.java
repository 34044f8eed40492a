package extrato.month.backup;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a month's newest backup holds that the next one would not. */
final class HeldBefore {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");
  private static final String STATEMENT =
      "select exists (select from :\"studio\".extratos e where e.ano = :ano and e.mes = :mes)";

  private final MonthBooks books;
  private final Backups backups;

  HeldBefore(MonthBooks books, Backups backups) {
    this.books = books;
    this.backups = backups;
  }

  /** To be called where the month has neither live records nor an archive. */
  void warnOfAnEmptyMonth(Consumer<String> warn) {
    if (books.knowsBackups()) {
      backups
          .newest(books.month())
          .ifPresent(
              newest ->
                  claimed(newest)
                      .filter(manifest -> manifest.rows() > 0)
                      .ifPresent(
                          manifest ->
                              warn.accept(
                                  String.format(
                                      Locale.ROOT,
                                      "%s has no records any more; its newest backup, %s, has %s",
                                      books.month().slashed(),
                                      newest.csv(),
                                      Count.of(manifest.rows())))));
    }
  }

  /**
   * Names the records that are missing in the next backup; stops where that would be the only place
   * that a closed month has them. Damaged backups cannot be compared: of them, the number of their
   * records counts, and the last one that is whole takes their place.
   */
  void checkThatNoneIsMissing(
      MonthRows rows, Path next, List<TableSummary> tables, Consumer<String> warn) {
    boolean isNewest = true;
    for (Generation generation : backups.all(books.month())) {
      Optional<Generation> whole = backups.whole(generation);
      if (whole.isPresent()) {
        check(whole.get(), isNewest, rows, next, warn);
        return;
      }
      if (isNewest) {
        warnOfFewer(generation, tables, warn);
      }
      isNewest = false;
    }
  }

  private void check(
      Generation before, boolean isNewest, MonthRows rows, Path next, Consumer<String> warn) {
    if (claimed(before).isEmpty()) {
      return;
    }
    Differences missing = missing(before, rows, next);
    if (missing.isEmpty()) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s does not have %s any more, which its %s backup, %s, holds",
            books.month().slashed(),
            missing.names(),
            isNewest ? "newest" : "last undamaged",
            before.csv());
    boolean statement = hasStatement();
    boolean closed = rows.hasArchive() || statement;
    boolean lateOnly = rows.hasArchive() && statement && isWrittenHere(before);
    if (closed && !lateOnly && isNewest) {
      throw new Failure.NotProven(
          text + "; no backup of a closed month is written that holds less",
          "`extrato restore "
              + books.month().asOptions()
              + " --from backup` brings them back; `extrato init --older` says that neither they"
              + " nor what `extrato status` names of other months is meant to be there");
    }
    warn.accept(text);
  }

  private void warnOfFewer(Generation damaged, List<TableSummary> next, Consumer<String> warn) {
    long rows = next.stream().mapToLong(TableSummary::rows).sum();
    claimed(damaged)
        .filter(manifest -> manifest.rows() > rows)
        .ifPresent(
            manifest ->
                warn.accept(
                    String.format(
                        Locale.ROOT,
                        "the newest backup of %s, %s, is damaged and had %s; the next one"
                            + " has %s",
                        books.month().slashed(),
                        damaged.csv(),
                        Count.of(manifest.rows(), "record"),
                        Count.of(rows))));
  }

  private static Differences missing(Generation before, MonthRows rows, Path next) {
    try {
      return Shrinking.between(before.csv(), before.manifest().layout(), next, rows.layout());
    } catch (IOException | NumberFormatException e) {
      log.warn("{} cannot be compared with: {}", before.csv(), String.valueOf(e.getMessage()));
      return new Differences();
    }
  }

  /** What a backup says of itself, if it is what should still be there. */
  private Optional<Manifest> claimed(Generation generation) {
    return generation
        .claimed()
        .filter(manifest -> backups.isOfThisDatabase(manifest, books))
        .filter(
            manifest ->
                !KnownGenerations.of(books.handle()).isPassedOver(manifest.file().sha256()));
  }

  /** Whether something has closed the month, be it another program that kept no archive. */
  private boolean hasStatement() {
    return books.hasStudioTable("extratos") && books.query(STATEMENT).mapTo(boolean.class).one();
  }

  /**
   * Whether it was this database, in this state or an earlier one, that wrote it: then what is
   * neither live nor in the proven archive came late, and somebody deleted it.
   */
  private boolean isWrittenHere(Generation generation) {
    return KnownGenerations.of(books.handle()).isOwn(generation.manifest().file().sha256());
  }
}
