package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * No file of the program may grow beyond a limit, as with {@code ulimit -f}. The write that crosses
 * the limit is cut short and the next one refused, at any place in a file.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class FileSizesE2E {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  /**
   * Step widths in bytes: for a file with many records, and for one that is smaller than its
   * manifest.
   */
  private static final int STEP = 4096;

  private static final int SMALL_STEP = 128;

  /** How many bytes one manifest may be longer than another, because of the clock's fractions. */
  private static final int A_DATE = 32;

  /** The length in bytes of a warning and a message. */
  private static final int A_MESSAGE = 1024;

  @TempDir Path folder;
  private Path copies = Path.of("");
  private StudioDatabase studio;
  private Operator operator;
  private PackagedProgram program;

  @BeforeEach
  void prepare(StudioDatabase database) {
    studio = database;
    Path home = folder.resolve("home");
    copies = home.resolve("copies");
    operator = Operator.inDecember(studio, home).with("EXTRATO_BACKUP_COPY", copies.toString());
    program =
        PackagedProgram.installedIn(folder.resolve("program"))
            .on(studio)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_BACKUP_DIR", operator.backups().toString())
            .with("EXTRATO_BACKUP_COPY", copies.toString());
  }

  @Test
  void aBackup_thatMayNotGetSoLarge_isTold_andLeavesNoFileUnderAFinalName() {
    assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is not installed");
    studio.execute(DisksE2E.ONE_RECORD);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 2");
    Attack attack = Attack.named("size of the first copy's files limited");
    limitBackups(attack, SMALL_STEP);
    studio.execute(DisksE2E.LONG_RECORDS);
    limitBackups(attack, STEP);
    program.uninstall();
    attack.check();
  }

  private void limitBackups(Attack attack, int step) {
    TwoFolders files = TwoFolders.of(operator, copies);
    operator.run(MONTH, "backup").expect(0);
    long needed = largest(operator.backup(MONTH, 2), operator.manifest(MONTH, 2));
    files.backToTheEarlier();
    for (long limit : limits(needed, step, attack.random())) {
      attack.attempt(
          random -> {
            try {
              String end = files.check(limited(limit, needed, "backup", files), limit + " bytes");
              operator.run(MONTH, "backup").expect(0);
              operator.run(MONTH, "verify").expect(0);
              return "backup: " + end;
            } finally {
              files.backToTheEarlier();
            }
          });
    }
  }

  /** The first copy already exists, and the closing writes the second. */
  @Test
  void aSecondCopy_thatMayNotGetSoLarge_isTold_andNothingIsClosed() {
    assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is not installed");
    studio.execute(DisksE2E.ONE_RECORD);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 2");
    Attack attack = Attack.named("size of the second copy's files limited");
    limitSecondCopies(attack, 2, SMALL_STEP);
    studio.execute(DisksE2E.LONG_RECORDS);
    limitSecondCopies(attack, 3, STEP);
    program.uninstall();
    attack.check();
  }

  private void limitSecondCopies(Attack attack, int generation, int step) {
    operator.with("EXTRATO_BACKUP_COPY", "").run(MONTH, "backup").expect(0);
    TwoFolders files = TwoFolders.of(operator, copies);
    Map<String, String> before = studio.dumpExceptRuns();
    long needed = largest(operator.backup(MONTH, generation), operator.manifest(MONTH, generation));
    for (long limit : limits(needed, step, attack.random())) {
      attack.attempt(
          random -> {
            try {
              int end = limited(limit, needed, "extrato", files).exitCode();
              files.checkFinalNames(copies);
              operator.run(MONTH, "extrato").expect(limit < needed ? 0 : 3);
              operator.run(MONTH, "restore").expect(0);
              assertThat(studio.dumpBooks()).containsAllEntriesOf(books(before));
              return "extrato: exit " + end;
            } finally {
              files.backToTheEarlier();
            }
          });
    }
  }

  private static Map<String, String> books(Map<String, String> dump) {
    return Map.of("pagamentos", String.valueOf(dump.get("pagamentos")));
  }

  /** Limits from a random start, one that is just too small, and one that is just enough. */
  private static List<Long> limits(long needed, int step, Random random) {
    List<Long> limits = new ArrayList<>();
    long every = (long) step * Attack.size("pages");
    for (long limit = random.nextInt(step); limit < needed - A_DATE; limit += every) {
      limits.add(limit);
    }
    limits.addAll(List.of(needed - A_DATE, needed + A_DATE));
    return limits;
  }

  private Operator.Ended limited(long limit, long needed, String command, TwoFolders files) {
    try (PackagedProgram.Running run =
        program
            .with("EXTRATO_LOG_DIR", folder.resolve("logs").toString())
            .start(
                List.of(
                    PRLIMIT.toString(),
                    "--fsize=" + limit,
                    program.script("extrato").toString(),
                    command,
                    "--year",
                    "2025",
                    "--month",
                    "9"))) {
      Operator.Ended said = run.await();
      said.expect(limit < needed ? ExitCode.FILE_TROUBLE.number() : 0);
      if (limit < needed) {
        assertThat(files.contents()).as("files of %d bytes", limit).isEqualTo(files.earlier());
        // Standard error is a file too.
        assertThat(said.err()).contains(limit < A_MESSAGE ? "" : "File too large");
      }
      return said;
    } finally {
      Folders.delete(folder.resolve("logs"));
    }
  }

  private static long largest(Path... files) {
    long largest = 0;
    for (Path file : files) {
      try {
        largest = Math.max(largest, Files.size(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return largest;
  }
}
