package extrato.work.importing;

import extrato.postgres.Snapshot;

/**
 * What one attempt of an import, or of undoing one, does in its transaction.
 *
 * @param <T> what comes of it
 */
interface Steps<T> {
  /** Fills temporary tables, while others may write the books. */
  ImportStage stage(Snapshot snapshot);

  /** Does the rest, while nobody else writes the books. */
  T work(Snapshot snapshot, ImportStage stage);

  /** What comes last, when all is accounted for: no rollback takes it back. */
  void last(Snapshot snapshot, ImportStage stage);

  /** Nothing of it was committed. */
  void rolledBack();
}
