package extrato.month.backup;

import extrato.month.selection.MonthRows;
import extrato.month.selection.RowHandler;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves that a month's archive still holds exactly what was backed up when it was written. The
 * closing compared the two, and noted the file's digest.
 */
public final class ArchiveProof {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup.verify");
  private static final String DIGEST = Sql.load(ArchiveProof.class, "archive_digest.sql");
  private static final String BROKEN = Sql.load(ArchiveProof.class, "archive_broken.sql");

  private final MonthBooks books;
  private final Backups backups;
  private final MonthRows rows;

  private ArchiveProof(MonthBooks books, Backups backups) {
    this.books = books;
    this.backups = backups;
    this.rows = MonthRows.archived(books);
  }

  /**
   * The digest of the backup that the month's current statement was made from, if there was one.
   */
  public static Optional<String> digest(MonthBooks books) {
    return books.query(DIGEST).mapTo(String.class).findOne();
  }

  public static void check(MonthBooks books, Backups backups) {
    stream(books, backups, (tabela, origin, bytes, from, to) -> {});
  }

  /**
   * Streams the archive and proves it at the same time. The records that were passed on are proven
   * only when this has returned.
   */
  public static void stream(MonthBooks books, Backups backups, RowHandler handler) {
    ArchiveProof proof = new ArchiveProof(books, backups);
    proof.checkBatches();
    Optional<String> expected = digest(books);
    BackupDigest digest = new BackupDigest(proof.rows.layout());
    proof.rows.stream(
        (tabela, origin, bytes, from, to) -> {
          digest.line(bytes, from, to);
          handler.row(tabela, origin, bytes, from, to);
        });
    if (expected.isPresent() && !digest.finish().equals(expected.get())) {
      proof.compare(expected.get());
    }
  }

  private void checkBatches() {
    List<String> broken = books.query(BROKEN).mapTo(String.class).list();

    if (!broken.isEmpty()) {
      throw damaged(String.join("; ", broken));
    }
  }

  /** Names what differs. If another version of PostgreSQL only quotes differently, nothing does. */
  private void compare(String expected) {
    Generation generation =
        backups
            .withDigest(books.month(), expected)
            .orElseThrow(
                () ->
                    damaged(
                        "its records are not those that were archived, and the backup that could"
                            + " tell which is gone"));
    try (OpenBackup file = OpenBackup.of(generation, generation.manifest(), rows.layout(), false)) {
      rows.stream(file);
      Differences differences = file.finish();
      if (!differences.isEmpty()) {
        throw damaged(differences.summary());
      }
      log.warn("the archive means what {} means, but is written differently", generation.csv());
    }
  }

  private Failure damaged(String why) {
    return new Failure.NotProven(
        "the archive of " + books.month().slashed() + " is damaged: " + why,
        "`extrato restore "
            + books.month().asOptions()
            + " --from backup` brings the records back from the backup");
  }
}
