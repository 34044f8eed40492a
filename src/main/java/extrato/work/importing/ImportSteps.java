package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.work.importing.files.ImportTable;
import java.util.Set;

/**
 * What one attempt of an import, or of undoing one, does in its transaction.
 *
 * @param <T> what comes of it
 */
interface ImportSteps<T> {
  /**
   * Fills temporary tables, while others may write the books; returns the tables that it may write.
   */
  Set<ImportTable> stage(Snapshot snapshot);

  /** Whether records of these tables may go. */
  boolean removes();

  /** Does the rest, while nobody else writes these tables and the books. */
  T work(Snapshot snapshot);

  /** What comes last, when all is accounted for: no rollback takes it back. */
  void last(Snapshot snapshot);

  /** Nothing of it was committed. */
  void rolledBack();
}
