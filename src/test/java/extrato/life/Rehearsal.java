package extrato.life;

import static java.util.Objects.requireNonNull;

import extrato.life.Account.Entry;
import extrato.life.Account.Fate;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Restores on another machine, so that nothing changes here: the last months come back from the
 * archive, from their backups, and from the files alone in an empty database. {@code comes back}:
 * the same records with the same values, or a refusal with a reason.
 */
final class Rehearsal {
  private static final int MONTHS = 4;

  private final World world;

  Rehearsal(World world) {
    this.world = world;
  }

  void hold(Draws d) {
    if (world.has(Trouble.FOLDER_AWAY)
        || world.has(Trouble.SWAPPED)
        || !world.disasters.folderWasInUse()) {
      return;
    }
    if (d.chance(0.5)) {
      fromFiles(d);
    } else {
      fromDatabase(d.chance(0.5));
    }
  }

  /** Restores into a copy of the database, from the archive or from the backups. */
  void fromDatabase(boolean fromBackup) {
    world.transcript.note(
        "a rehearsal in a copy of the database, from " + (fromBackup ? "backups" : "the archive"));
    Path home = anotherHome();
    try (World there = new World(world, home, world.studio().copied())) {
      there.troubles.addAll(world.troubles);
      there.troubles.add(Trouble.MOVED);
      leaveSecondCopies(there);
      there.people.admit();
      for (YearMonth month : last(there.sight().closedMonths())) {
        if (there.sight().isClosed(month)) {
          Command restore =
              fromBackup
                  ? Command.of("restore", month, "--from", "backup", "--force")
                  : Command.of("restore", month, "--force");
          there.tool.run(restore);
          there.laws.hold();
        }
      }
    } finally {
      Disasters.deleteTree(home);
    }
  }

  /** Restores into an empty database that has only clients and users. */
  void fromFiles(Draws d) {
    world.transcript.note("a rehearsal in an empty database, from the files alone");
    Path home = anotherHome();
    Studio empty = new Studio(StudioDatabase.create(), new Account());
    Disasters.bringPeople(world.studio(), empty);
    try (World there = new World(world, home, empty)) {
      there.tampered.clear();
      List<YearMonth> months = last(new ArrayList<>(there.sight().newest().keySet()));
      for (YearMonth month : months) {
        for (Row row : requireNonNull(there.sight().newest().get(month)).rows().values()) {
          Entry known = world.account().of(row.token());
          if (known != null && there.account().of(row.token()) == null) {
            there.account().add(new Entry(known.last, known));
            Entry filed = requireNonNull(there.account().of(row.token()));
            filed.fate = Fate.ONLY_IN_FILES;
            filed.filed = there.disasters.filed(row.token());
          }
        }
      }
      there.troubles.add(Trouble.DATABASE_LOST);
      there.troubles.add(Trouble.COLUMN);
      there.people.admit();
      for (YearMonth month : months) {
        there.tool.run(Command.of("restore", month, "--from", "backup", "--force"));
        there.disasters.takeStock();
        there.laws.hold();
      }
      there.wallet.bringBack(d);
    } finally {
      Disasters.deleteTree(home);
    }
  }

  /** The other machine has no second copies: where the first is lost or damaged, nothing counts. */
  private void leaveSecondCopies(World there) {
    world
        .sight()
        .newest()
        .forEach(
            (month, gen) -> {
              boolean came =
                  there.sight().newestOf(month).filter(g -> g.number() >= gen.number()).isPresent();
              if (!came) {
                there.withoutBackup.putIfAbsent(month, gen.number());
              }
            });
    there.disasters.forgetWhatNoFileHolds();
  }

  private static List<YearMonth> last(List<YearMonth> months) {
    List<YearMonth> newestFirst =
        new ArrayList<>(months.subList(Math.max(0, months.size() - MONTHS), months.size()));
    java.util.Collections.reverse(newestFirst);
    return newestFirst;
  }

  private Path anotherHome() {
    try {
      Path home = Files.createTempDirectory(world.home.getParent(), "extrato-rehearsal");
      Path from = world.disk();
      if (Files.isDirectory(from)) {
        try (Stream<Path> files = Files.walk(from)) {
          for (Path file : files.sorted().toList()) {
            Path to = home.resolve("backups").resolve(from.relativize(file).toString());
            Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
