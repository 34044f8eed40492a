package extrato.month.backup;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;
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
      newest()
          .filter(generation -> generation.manifest().rows() > 0)
          .ifPresent(
              generation ->
                  warn.accept(
                      String.format(
                          Locale.ROOT,
                          "%s has no records any more; its newest backup, %s, has %d",
                          books.month().slashed(),
                          generation.csv(),
                          generation.manifest().rows())));
    }
  }

  /**
   * Names the records that are missing in the next backup; stops where that would be the only place
   * that a closed month has them.
   */
  void checkThatNoneIsMissing(MonthRows rows, Path next, Consumer<String> warn) {
    Generation newest = newest().orElse(null);
    if (newest == null) {
      return;
    }
    Differences missing = missing(newest, rows, next);
    if (missing.isEmpty()) {
      return;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s does not have %s any more, which its newest backup, %s, holds",
            books.month().slashed(),
            missing.names(),
            newest.csv());
    boolean statement = hasStatement();
    boolean closed = rows.hasArchive() || statement;
    boolean lateOnly = rows.hasArchive() && statement && isWrittenHere(newest);
    if (closed && !lateOnly) {
      throw new Failure.NotProven(
          text + "; of a closed month no backup is written that holds less",
          "`extrato restore "
              + books.month().asOptions()
              + " --from backup` brings them back; `extrato init --older` says that neither they"
              + " nor what `extrato status` names of other months is meant to be there");
    }
    warn.accept(text);
  }

  private static Differences missing(Generation newest, MonthRows rows, Path next) {
    try {
      Manifest manifest = newest.manifest();
      // What is damaged names no records: the next generation takes its place.
      return BackupFile.sha256(newest.csv()).equals(manifest.sha256())
          ? Shrinking.between(newest.csv(), manifest.layout(), next, rows.layout())
          : new Differences();
    } catch (IOException | NumberFormatException e) {
      log.warn("{} cannot be compared with: {}", newest.csv(), String.valueOf(e.getMessage()));
      return new Differences();
    }
  }

  /** The newest backup of the month, when it can be believed and is what should still be there. */
  private Optional<Generation> newest() {
    return backups.newest(books.month()).filter(this::counts);
  }

  private boolean counts(Generation generation) {
    try {
      Manifest manifest = generation.manifest();
      return backups.isOfThisDatabase(manifest, books)
          && !KnownGenerations.of(books.handle()).isPassedOver(manifest.sha256());
    } catch (Failure e) {
      return false;
    }
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
    return KnownGenerations.of(books.handle()).isOwn(generation.manifest().sha256());
  }
}
