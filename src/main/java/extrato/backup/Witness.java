package extrato.backup;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.selection.MonthRows;
import extrato.selection.Origin;
import extrato.selection.RowHandler;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backup that a closed month's archive was made from. What is written of the month now is
 * compared with it: the newest backup counts, and must not be a copy of a damaged archive.
 */
final class Witness implements RowHandler, Closeable {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");
  private static final String DIGEST = Sql.load(Witness.class, "archive_backup.sql");

  private final Month month;
  private final @Nullable OpenBackup backup;

  private Witness(Month month, @Nullable OpenBackup backup) {
    this.month = month;
    this.backup = backup;
  }

  /** Has nothing to say of an open month, nor when that backup is lost. */
  static Witness of(Books books, MonthRows rows, BackupFolder folder) {
    Month month = books.month();
    if (!rows.hasArchive()) {
      return new Witness(month, null);
    }
    Optional<Generation> vouching =
        digest(books).flatMap(digest -> folder.find(generation -> isOf(generation, digest)));
    if (vouching.isEmpty()) {
      log.warn("no backup vouches for the archive of {} any more", month.slashed());
      return new Witness(month, null);
    }
    Generation generation = vouching.get();
    return new Witness(
        month, OpenBackup.of(generation, generation.manifest(), rows.layout(), true));
  }

  @Override
  public void row(Tabela tabela, Origin origin, byte[] bytes, int from, int to) {
    if (backup != null) {
      backup.row(tabela, origin, bytes, from, to);
    }
  }

  /** To be called when all rows have passed: stops unless the archive is what it was. */
  void testify() {
    if (backup == null) {
      return;
    }
    Differences differences = backup.finish();
    if (!differences.isEmpty()) {
      throw new Failure.NotProven(
          "the archive of "
              + month.slashed()
              + " is not what its backup holds: "
              + differences.summary(),
          "something other than this tool changed extrato.lotes: keep both, and look at the rows named");
    }
  }

  @Override
  public void close() {
    if (backup != null) {
      backup.close();
    }
  }

  private static Optional<String> digest(Books books) {
    return books
        .query(DIGEST)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .mapTo(String.class)
        .findOne();
  }

  /** Whether it is the sound backup with this SHA-256; a damaged one can vouch for nothing. */
  private static boolean isOf(Generation generation, String digest) {
    try {
      return generation.manifest().sha256().equals(digest)
          && BackupFile.sha256(generation.csv()).equals(digest);
    } catch (Failure | IOException e) {
      log.warn("{} vouches for nothing: {}", generation.csv(), e.getMessage());
      return false;
    }
  }
}
