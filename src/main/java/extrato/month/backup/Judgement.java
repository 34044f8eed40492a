package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of some backups hold more than the database.
 *
 * @param harmless those that hold nothing more, or are older than one that holds nothing more
 */
record Judgement(List<NewerBackup> newer, List<Manifest> harmless) {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  /**
   * @param own the identity of the asking database; null if the tool has no tables there
   */
  static Judgement of(
      Snapshot snapshot, List<UnknownGenerations.OfMonth> months, @Nullable Identity own) {
    Judgement judgement = new Judgement(new ArrayList<>(), new ArrayList<>());
    if (!months.isEmpty()) {
      Set<String> closedWith = KnownGenerations.closedWith(snapshot.handle());
      months.forEach(month -> judgement.judge(snapshot, month.generations(), closedWith, own));
    }
    return judgement;
  }

  /** Only the newest sound backup counts, because it holds the last state that was backed up. */
  private void judge(
      Snapshot snapshot,
      List<Generation> generations,
      Set<String> closedWith,
      @Nullable Identity own) {
    boolean decided = false;
    for (Generation generation : generations) {
      Manifest manifest = generation.manifest();
      if (!decided && !closedWith.contains(manifest.sha256())) {
        Differences more;
        try {
          more = Surplus.of(snapshot, generation, manifest);
        } catch (Failure.NotProven e) {
          log.warn("{}", e.text());
          continue;
        }
        if (!more.isEmpty()) {
          newer.add(NewerBackup.of(generation, manifest, more, own));
          return;
        }
      }
      decided = true;
      harmless.add(manifest);
    }
  }
}
