package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.postgres.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of some backups hold more than the database.
 *
 * @param harmless those that hold nothing more, or are older than one that holds nothing more
 */
record Judgement(List<NewerBackup> newer, List<Manifest> harmless) {
  /**
   * @param own the identity of the asking database; null if the tool has no tables there
   */
  static Judgement of(
      Snapshot snapshot, List<UnknownGenerations.OfMonth> months, @Nullable Identity own) {
    Judgement judgement = new Judgement(new ArrayList<>(), new ArrayList<>());
    if (!months.isEmpty()) {
      Set<String> closedWith = KnownGenerations.closedWith(snapshot.handle());
      months.forEach(month -> judgement.judge(snapshot, month, closedWith, own));
    }
    return judgement;
  }

  /**
   * Only the newest sound backup counts, because it holds the last state that was backed up. What
   * one held of which nothing sound is left, nobody can know.
   */
  private void judge(
      Snapshot snapshot,
      UnknownGenerations.OfMonth month,
      Set<String> closedWith,
      @Nullable Identity own) {
    Remnant lost = null;
    boolean decided = false;
    for (Remnant remnant : month.remnants()) {
      Manifest manifest = remnant.manifest();
      if (!decided && !closedWith.contains(manifest.file().sha256())) {
        Optional<Remnant.Held> held = remnant.more(snapshot);
        if (held.isEmpty()) {
          lost = lost == null && month.matters(remnant) ? remnant : lost;
          continue;
        }
        if (!held.get().more().isEmpty()) {
          NewerBackup more = NewerBackup.of(remnant, held.get(), own);
          newer.add(lost == null ? more : NewerBackup.lost(month.month(), lost, more, own));
          return;
        }
      }
      decided = true;
      if (remnant.witness() != Remnant.Witness.NONE) {
        harmless.add(manifest);
      }
    }
    if (lost != null) {
      newer.add(NewerBackup.lost(month.month(), lost, null, own));
    }
  }
}
