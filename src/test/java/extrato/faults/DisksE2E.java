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
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A disk is full, read-only or gone at any write, flush or rename, in the first folder or the
 * second. No file gets its final name unless it is complete, and no earlier backup changes.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class DisksE2E {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final int PAGE = 4096;

  static final String ONE_RECORD =
      """
      insert into users (id, name) values (1, 'Ana');
      insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (1, '2025-09-01', 1, 'Pix', 1);
      """;

  /** These records take more space than the program expects, so it begins to write. */
  static final String LONG_RECORDS =
      """
      insert into pagamentos (id, data, valor, forma_pagamento, observacoes, artista_id)
        select n, '2025-09-10', n, 'Pix', repeat('🐍', 255), 1 from generate_series(100, 199) n;
      """;

  /** The one call that nothing else can replace. */
  private static final String FLUSH = "fsync";

  private static final List<String> CALLS =
      List.of(FLUSH, "link,linkat", "rename,renameat,renameat2", "sendfile,copy_file_range");

  /** More calls of one kind than any backup makes. */
  private static final int MOST_CALLS = 10;

  private static final Path STRACE = Path.of("/usr/bin/strace");

  /** From a disk that the program believes to be large enough to one that is. */
  private static final int FEWEST_PAGES = 13;

  private static final int MOST_PAGES = 45;
  private static final int FEWEST_FILES = 5;
  private static final int MOST_FILES = 11;

  private static final String MARK = "extrato-backups.json";

  @TempDir Path folder;
  private Path home = Path.of("");
  private Path copies = Path.of("");
  private StudioDatabase studio;
  private Operator operator;
  private TwoFolders files;

  @BeforeEach
  void backUpOnce(StudioDatabase database) {
    studio = database;
    home = folder.resolve("home");
    copies = home.resolve("copies");
    operator = Operator.inDecember(studio, home).with("EXTRATO_BACKUP_COPY", copies.toString());
    studio.execute(ONE_RECORD);
    operator.run(MONTH, "backup").expect(0);
    studio.execute(LONG_RECORDS);
    files = TwoFolders.of(operator, copies);
  }

  /** Which of the two backup folders is affected. */
  private enum Place {
    FIRST("backups", "the first copy"),
    SECOND("copies", "the second copy");

    private final String folder;
    private final String words;

    Place(String folder, String words) {
      this.folder = folder;
      this.words = words;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDisk_thatGetsFull_atAnyPageOrFile_leavesNoFileUnderAFinalName(Place place) {
    assumeTrue(Tmpfs.isPossible(), "only root can mount small disks");
    List<String> sizes = new ArrayList<>();
    for (int pages = FEWEST_PAGES; pages <= MOST_PAGES; pages += Attack.size("pages")) {
      sizes.add("size=" + pages * PAGE);
    }
    for (int files = FEWEST_FILES; files <= MOST_FILES; files++) {
      sizes.add("nr_inodes=" + files);
    }
    Attack attack = Attack.named("disk of " + place.words + " full");
    for (String size : sizes) {
      attack.attempt(
          random -> {
            Path kept = folder.resolve("kept");
            Folders.copy(home.resolve(place.folder), kept);
            try (Tmpfs disk = Tmpfs.over(home.resolve(place.folder), size)) {
              Folders.copy(kept, home.resolve(place.folder));
              Operator.Ended said = operator.run(MONTH, "backup");
              String end = files.check(said, size);
              assertThat(disk.takes("size=10m,nr_inodes=1000")).isTrue();
              operator.run(MONTH, "backup").expect(0);
              operator.run(MONTH, "verify").expect(0);
              return end;
            } finally {
              Folders.delete(kept);
              files.backToTheEarlier();
            }
          });
    }
    attack.check();
  }

  @ParameterizedTest
  @EnumSource
  void doctor_ofAReadOnlyDisk_asksForTheDisk_andForNoOtherOwner(Place place) {
    assumeTrue(Tmpfs.isPossible(), "only root can mount small disks");
    Path there = home.resolve(place.folder);
    try (Tmpfs disk = Tmpfs.over(there, "size=10m")) {
      assertThat(disk.takes("ro")).isTrue();

      assertThat(operator.run("doctor").expect(ExitCode.ATTENTION.number()).out())
          .contains(there + " cannot be written", "mount its disk for writing")
          .doesNotContain("chown");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFolder_thatIsReadOnlyOrAFile_isTold_andNothingIsClosed(Place place) throws IOException {
    assumeTrue(Tmpfs.isPossible(), "only root can mount small disks");
    Operator.Ended written = operator.run(MONTH, "backup").expect(0);
    assertThat(written.out()).contains("_2.csv");
    Attack attack = Attack.named("folder of " + place.words + " read-only, or a file");
    Path there = home.resolve(place.folder);
    Path month = there.resolve("2025_09");
    Map<String, String> before = studio.dumpExceptRuns();
    for (String kind : List.of("read-only", "a file")) {
      for (String command : List.of("backup", "extrato")) {
        attack.attempt(
            random -> {
              Path kept = folder.resolve("kept");
              Folders.copy(operator.backups(), kept);
              Folders.delete(copies.resolve("2025_09"));
              Folders.delete(month);
              studio.execute("update pagamentos set valor = valor + 1 where id = 1");
              try (Tmpfs disk = Tmpfs.over(there, "size=10m")) {
                // Without its marker, the disk would be taken for one that is not mounted.
                Files.copy(kept.resolve(MARK), there.resolve(MARK));
                if (kind.equals("read-only")) {
                  assertThat(disk.takes("ro")).isTrue();
                } else {
                  Files.createFile(month);
                }
                Operator.Ended said = operator.run(MONTH, command);
                assertThat(said.err()).doesNotContain(MARK);
                // A closing finds no first copy; it only has to write the second one.
                boolean writes = command.equals("backup") || place == Place.SECOND;
                said.expect((writes ? ExitCode.FILE_TROUBLE : ExitCode.NOT_PROVEN).number());
                return command + ": exit " + said.exitCode();
              } finally {
                Folders.delete(there);
                Folders.delete(operator.backups());
                Folders.copy(kept, operator.backups());
                Folders.delete(kept);
                studio.execute("update pagamentos set valor = valor - 1 where id = 1");
                assertThat(studio.dumpExceptRuns()).isEqualTo(before);
              }
            });
      }
    }
    attack.check();
  }

  /** Strikes between any two statements of a run, and so before, during and after its writing. */
  @ParameterizedTest
  @EnumSource
  void aFolder_thatGoesAway_atAnyStatement_leavesNoHalfBackup(Place place) throws Exception {
    int statements;
    try (TcpProxy proxy = studio.proxy()) {
      Trap all = proxy.at("", Integer.MAX_VALUE, Fault.HOLD_BEFORE);
      operator.with("DATABASE_URL", proxy.url(studio.url())).run(MONTH, "backup").expect(0);
      statements = all.seen();
      files.backToTheEarlier();
    }
    Attack attack = Attack.named("folder of " + place.words + " removed during a backup");
    for (int nth = 1; nth <= statements; nth += Attack.size("pages")) {
      int at = nth;
      attack.attempt(random -> removeAt(at, home.resolve(place.folder)));
    }
    attack.check();
  }

  private String removeAt(int nth, Path there) throws Exception {
    try (TcpProxy proxy = studio.proxy()) {
      Trap trap = proxy.at("", nth, Fault.HOLD_BEFORE);
      CompletableFuture<Operator.Ended> run =
          CompletableFuture.supplyAsync(
              () -> operator.with("DATABASE_URL", proxy.url(studio.url())).run(MONTH, "backup"));
      if (!trap.isSprungBefore(run::isDone)) {
        run.join().expect(0);
        return "over before";
      }
      Path away = folder.resolve("away");
      Files.move(there, away);
      trap.release();
      Operator.Ended said = run.get(1, TimeUnit.MINUTES);
      assertThat(said.exitCode()).as(said.both()).isIn(0, ExitCode.FILE_TROUBLE.number());
      files.checkFinalNames(there);
      files.checkFinalNames(away);
      if (said.exitCode() == 0) {
        assertThat(
                Stream.of(there, away)
                    .map(moved -> Operator.manifest(Operator.backup(moved, MONTH, 2))))
            .as("the backup that was reported, before statement %d", nth)
            .anyMatch(Files::exists);
      }
      Folders.delete(there);
      Files.move(away, there);
      operator.run(MONTH, "backup").expect(0);
      operator.run(MONTH, "verify").expect(0);
      return "exit " + said.exitCode();
    } finally {
      files.backToTheEarlier();
    }
  }

  /** strace makes the kernel refuse one call of the packaged program. */
  @Test
  void aFlushOrRename_thatFails_isTold_andLeavesNoFileUnderAFinalName() {
    assumeTrue(Files.isExecutable(STRACE), "strace is not installed");
    PackagedProgram program =
        PackagedProgram.installedIn(folder.resolve("program"))
            .on(studio)
            .with("EXTRATO_BACKUP_DIR", operator.backups().toString())
            .with("EXTRATO_BACKUP_COPY", copies.toString());
    Path calls = folder.resolve("calls");
    Attack attack = Attack.named("flush, link, rename or copying refused by the kernel");
    for (String call : CALLS) {
      for (String error : List.of("EIO", "ENOSPC")) {
        for (int nth = 1; nth <= MOST_CALLS; nth += Attack.size("pages")) {
          String injected = String.format(Locale.ROOT, "%s:error=%s:when=%d", call, error, nth);
          attack.attempt(
              random -> {
                try (PackagedProgram.Running run =
                    program.start(
                        List.of(
                            STRACE.toString(),
                            "-f",
                            "-qq",
                            "-o",
                            calls.toString(),
                            "--seccomp-bpf",
                            "-e",
                            "trace=" + call,
                            "-e",
                            "inject=" + injected,
                            program.script("extrato").toString(),
                            "backup",
                            "--year",
                            "2025",
                            "--month",
                            "9"))) {
                  Operator.Ended said = run.await();
                  if (call.equals(FLUSH) && Files.readString(calls).contains("INJECTED")) {
                    said.expect(ExitCode.FILE_TROUBLE.number());
                  }
                  return call.split(",", 2)[0] + ": " + files.check(said, injected);
                } finally {
                  operator.run(MONTH, "backup").expect(0);
                  operator.run(MONTH, "verify").expect(0);
                  files.backToTheEarlier();
                }
              });
        }
      }
    }
    program.uninstall();
    attack.check();
  }
}
