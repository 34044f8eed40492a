package extrato.work.wallet;

import extrato.month.backup.LedgerBackup;
import extrato.month.backup.LedgerBehind;
import extrato.month.backup.LedgerManifest;
import extrato.month.backup.LedgerShelf;
import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.Snapshot;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.result.ResultIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger in files: written where it has grown, held against it, and brought back from. */
public final class LedgerBackups {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");
  private static final int SHOWN = 20;

  private final Settings settings;
  private final Clock clock;
  private final String runId;
  private final String toolVersion;

  public LedgerBackups(Settings settings, Clock clock, String runId, String toolVersion) {
    this.settings = settings;
    this.clock = clock;
    this.runId = runId;
    this.toolVersion = toolVersion;
  }

  /**
   * What became of a backup.
   *
   * @param isNew whether it was written just now
   */
  public record Backed(LedgerBackup backup, LedgerManifest manifest, boolean isNew) {}

  /**
   * Writes the next backup, unless the newest holds all that there is, in each folder; empty for no
   * transfers.
   */
  public Optional<Backed> writeWhereGrown(Database database) {
    return database.read(this::writeWhereGrown);
  }

  private Optional<Backed> writeWhereGrown(Snapshot snapshot) {
    if (!snapshot.hasWallet()) {
      return Optional.empty();
    }
    LedgerLines.Size size = LedgerLines.size(snapshot);
    LedgerShelf shelf = new LedgerShelf(settings);
    Optional<LedgerBackup> newest = shelf.newest();
    if (newest.isPresent()) {
      checkThatAllIsThere(snapshot, newest.get(), size, shelf);
      Optional<LedgerManifest> manifest = newest.get().soundManifest();
      if (manifest.isPresent()
          && manifest.get().isOf(size.transfers(), size.last())
          && shelf.isWhole(newest.get(), manifest.get())) {
        return Optional.of(new Backed(newest.get(), manifest.get(), false));
      }
    }
    return size.transfers() == 0 ? Optional.empty() : Optional.of(write(snapshot, size));
  }

  /** Stops where the ledger is behind its backup: a key that was used would count as new. */
  static void checkNotBehind(Snapshot snapshot, Settings settings) {
    LedgerBehind.of(snapshot, settings)
        .ifPresent(
            behind -> {
              throw behind;
            });
  }

  /**
   * A backup with fewer transfers would count as the newest; and new ones may have made up for the
   * number of those that a set-back database lost. Where the newest has no sound manifest, its
   * lines are what is known of it; where its lines are damaged, how many there were.
   */
  private static void checkThatAllIsThere(
      Snapshot snapshot, LedgerBackup newest, LedgerLines.Size size, LedgerShelf shelf) {
    Optional<LedgerManifest> manifest = newest.soundManifest();
    manifest.ifPresent(whole -> checkThatNoneIsMissing(newest, whole, size));
    List<String> differences =
        manifest.isEmpty()
            ? differences(snapshot, newest, newest.last())
            : shelf
                .soundCopies(newest, manifest.get())
                .findFirst()
                .map(copy -> differences(snapshot, copy, manifest.get().last()))
                .orElseGet(List::of);
    if (!differences.isEmpty()) {
      throw new Failure.NotProven(
          "the ledger has not all that its backup has: " + String.join(", ", differences),
          "if the database was set back, docs/wallet.md says how the ledger comes back from it");
    }
  }

  private static void checkThatNoneIsMissing(
      LedgerBackup newest, LedgerManifest manifest, LedgerLines.Size size) {
    if (manifest.transfers() > size.transfers() || manifest.last() > size.last()) {
      throw new Failure.NotProven(
          "the ledger has "
              + Count.of(size.transfers(), "transfer")
              + ", its backup "
              + newest.file()
              + " has "
              + Count.of(manifest.transfers())
              + ": the database is older than it",
          "docs/wallet.md says how the ledger comes back from it");
    }
  }

  private Backed write(Snapshot snapshot, LedgerLines.Size size) {
    Identity identity = Identity.of(snapshot.handle()).orElseThrow();
    LedgerBackup backup =
        new LedgerShelf(settings)
            .write(
                identity,
                clock,
                runId,
                sink -> {
                  try (ResultIterator<LedgerLines.Line> lines =
                      LedgerLines.upTo(snapshot, size.last())) {
                    LedgerLines.each(lines, sink);
                  }
                },
                written ->
                    new LedgerManifest(
                        new LedgerManifest.Origin(
                            identity.databaseId(), toolVersion, runId, clock.instant().toString()),
                        size.transfers(),
                        size.last(),
                        written.bytes(),
                        written.sha256()));
    log.info("ledger backed up: {}, {} transfers", backup.file(), size.transfers());
    return new Backed(backup, backup.manifest(), true);
  }

  /** What the newest backup holds and the ledger has not, or has otherwise. */
  public List<String> differences(Snapshot snapshot) {
    Optional<LedgerBackup> newest = new LedgerShelf(settings).newest();
    return newest.isEmpty()
        ? List.of()
        : differences(snapshot, newest.get(), newest.get().prove().last());
  }

  private static List<String> differences(Snapshot snapshot, LedgerBackup backup, long last) {
    List<String> differences = new ArrayList<>();
    try (BufferedReader file = backup.lines();
        ResultIterator<LedgerLines.Line> ledger = LedgerLines.upTo(snapshot, last)) {
      for (String line = file.readLine(); line != null; line = file.readLine()) {
        String kept = line;
        long id = LedgerBackup.transfer(line);
        String there = null;
        // A transfer that was under way when the backup was written may be here and not there.
        while (there == null && ledger.hasNext()) {
          LedgerLines.Line next = ledger.next();
          there = next.transfer() >= id ? next.text() : null;
        }
        if (!kept.equals(there) && differences.size() < SHOWN) {
          differences.add("transfer " + id + " is not what " + backup.file() + " holds");
        }
      }
    } catch (IOException e) {
      throw backup.damaged(e);
    }
    return differences;
  }
}
