package extrato.month.backup;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The second folder that gets every backup, and takes the first one's place when that is lost. */
@ExtendWith(StudioExtension.class)
class SecondCopyIT {
  private static final String LOST = "warning: the backup %s is lost: using its second copy %s";

  @TempDir Path home;

  private Path copies = Path.of("");

  @BeforeEach
  void openBooks(StudioDatabase studio) {
    copies = home.resolve("nas").resolve("extrato");
    AwkwardMonth.fillOrdinary(studio);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home).with("EXTRATO_BACKUP_COPY", copies.toString());
  }

  private Path first(StudioDatabase studio) {
    return operator(studio).backup(MONTH, 1);
  }

  private Path second() {
    return Operator.backup(copies, MONTH, 1);
  }

  private String lost(StudioDatabase studio) {
    return String.format(Locale.ROOT, LOST, first(studio), second());
  }

  @Test
  void backup_writesBoth_forTheirOwnerOnly(StudioDatabase studio) throws IOException {
    operator(studio).run(MONTH, "backup").expect(0);

    assertThat(contents(copies)).isEqualTo(contents(operator(studio).backups())).hasSize(3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(second().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void closing_whenTheCopyIsMissing_makesItAgain(StudioDatabase studio) throws IOException {
    operator(studio).run(MONTH, "backup").expect(0);
    remove(copies);
    operator(studio).succeed("init", "--adopt");

    operator(studio).run(MONTH, "extrato").expect(0);

    assertThat(contents(copies)).isEqualTo(contents(operator(studio).backups()));
  }

  @Tag("slow")
  @Test
  void closing_whenOnlyAPartOfTheCopyIsThere_completesIt(StudioDatabase studio) throws IOException {
    for (Path part : List.of(second(), Operator.manifest(second()))) {
      operator(studio).run(MONTH, "backup").expect(0);
      Files.delete(part);
      Files.createFile(part.resolveSibling(".backup_2025_09.csv.tmp"));

      operator(studio).run(MONTH, "extrato").expect(0);

      assertThat(contents(copies)).isEqualTo(contents(operator(studio).backups())).hasSize(3);
      operator(studio).run(MONTH, "restore").expect(0);
    }
  }

  @Tag("slow")
  @Test
  void closing_whenTheCopyIsDamaged_stopsAndChangesNothing(StudioDatabase studio)
      throws IOException {
    operator(studio).run(MONTH, "backup").expect(0);
    Map<String, String> open = studio.dumpExceptRuns();
    damage(second());

    assertThat(operator(studio).run(MONTH, "extrato").expect(4).err())
        .contains("the second copy is damaged: " + second(), "move it away");
    assertThat(studio.dumpExceptRuns()).isEqualTo(open);
    assertThat(operator(studio).run(MONTH, "verify").expect(0).err())
        .contains("warning: the second copy is damaged: " + second());

    Files.delete(second());
    operator(studio).run(MONTH, "extrato").expect(0);
  }

  @Tag("slow")
  @Test
  void closing_whenTheFirstIsLost_usesTheCopy(StudioDatabase studio) throws IOException {
    operator(studio).run(MONTH, "backup").expect(0);
    remove(operator(studio).backups());
    operator(studio).succeed("init", "--adopt");

    assertThat(operator(studio).run(MONTH, "extrato", "--dry-run").expect(0).err())
        .contains(lost(studio));
    assertThat(operator(studio).run(MONTH, "extrato").expect(0).err()).contains(lost(studio));
  }

  @Tag("slow")
  @Test
  void everyProof_whenTheFirstIsLost_usesTheCopy_andSaysSo(StudioDatabase studio)
      throws IOException {
    Map<String, String> before = studio.dumpBooks();
    operator(studio).close(MONTH);
    Files.delete(first(studio));

    assertThat(operator(studio).run(MONTH, "verify").expect(0).err()).contains(lost(studio));
    assertThat(operator(studio).run(MONTH, "verify", "--file-only").expect(0).err())
        .contains(lost(studio));
    assertThat(operator(studio).run(MONTH, "drill").expect(0).err()).contains(lost(studio));
    assertThat(
            operator(studio).run(MONTH, "restore", "--from", "backup", "--dry-run").expect(0).err())
        .contains(lost(studio));
    remove(operator(studio).backups());
    operator(studio).succeed("init", "--adopt");
    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).err())
        .contains(lost(studio));
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void backup_whenTheFirstIsLost_bringsItBack(StudioDatabase studio) throws IOException {
    operator(studio).close(MONTH);
    Map<String, String> files = contents(copies);
    remove(operator(studio).backups());
    operator(studio).succeed("init", "--adopt");

    operator(studio).run(MONTH, "backup").expect(0);

    assertThat(contents(operator(studio).backups())).isEqualTo(files);
    assertThat(contents(copies)).isEqualTo(files);
    assertThat(operator(studio).run(MONTH, "verify").expect(0).err()).isEmpty();
  }

  @Tag("slow")
  @Test
  void backup_whenTheFirstIsLostAndRecordsAreLate_takesANumberThatNeitherFolderHas(
      StudioDatabase studio) throws IOException {
    operator(studio).close(MONTH);
    remove(operator(studio).backups());
    operator(studio).succeed("init", "--adopt");
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-09-09', 1,"
            + " 'Pix', 1)");

    operator(studio).run(MONTH, "extrato", "--force").expect(0);

    assertThat(operator(studio).backup(MONTH, 2)).exists();
    assertThat(Operator.backup(copies, MONTH, 2)).exists();
    assertThat(first(studio)).doesNotExist();
    operator(studio).run(MONTH, "verify").expect(0);
  }

  @Tag("slow")
  @Test
  void verify_whenTheFirstIsDamaged_namesTheCopy_andBackupHeals(StudioDatabase studio)
      throws IOException {
    Map<String, String> before = studio.dumpBooks();
    operator(studio).close(MONTH);
    damage(first(studio));

    assertThat(operator(studio).run(MONTH, "verify").expect(4).err())
        .contains("the backup is damaged: " + first(studio), "its second copy is " + second());
    operator(studio).run(MONTH, "drill").expect(4);

    operator(studio).run(MONTH, "backup").expect(0);
    operator(studio).run(MONTH, "verify").expect(0);
    assertThat(Operator.backup(copies, MONTH, 2)).exists();
    operator(studio).run("restore", "--from", second().toString()).expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void closing_whenTheFirstIsDamaged_writesNoCopyOfTheDamage(StudioDatabase studio)
      throws IOException {
    operator(studio).run(MONTH, "backup").expect(0);
    remove(copies);
    operator(studio).succeed("init", "--adopt");
    damage(first(studio));
    Map<String, String> open = studio.dumpExceptRuns();

    operator(studio).run(MONTH, "extrato").expect(9);

    assertThat(studio.dumpExceptRuns()).isEqualTo(open);
    assertThat(contents(copies)).containsOnlyKeys("extrato-backups.json");
  }

  @Tag("slow")
  @Test
  void aFileInTheFoldersPlace_stopsBackupAndClosing(StudioDatabase studio) throws IOException {
    Operator without = Operator.inDecember(studio, home);
    without.run(MONTH, "backup").expect(0);
    Files.createDirectories(copies.getParent());
    Files.createFile(copies);
    Map<String, String> open = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "backup").expect(9).err()).contains(copies.toString());
    assertThat(operator(studio).run(MONTH, "extrato").expect(9).err()).contains(copies.toString());
    assertThat(operator(studio).run(MONTH, "monthly").expect(9).err()).contains(copies.toString());
    assertThat(studio.dumpExceptRuns()).isEqualTo(withError(open, studio));
  }

  /** The application is told of a closing that failed, in the table that is a run's record. */
  private static Map<String, String> withError(Map<String, String> open, StudioDatabase studio) {
    assertThat(studio.count("extrato_run_logs where status = 'error'")).isOne();
    return open;
  }

  @Tag("slow")
  @Test
  void aFullDisk_stopsBackupAndClosing_andLeavesNothingUnderAFinalName(StudioDatabase studio)
      throws IOException, InterruptedException {
    Files.createDirectories(copies);
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", copies.toString()))
        .as("a small tmpfs can be mounted here, which wants root")
        .isZero();
    try {
      Operator.inDecember(studio, home).run(MONTH, "backup").expect(0);
      Map<String, String> open = exceptRuns(studio);

      assertThat(operator(studio).run(MONTH, "backup").expect(9).err())
          .contains("the second copy could not be written to " + copies);
      operator(studio).run(MONTH, "extrato").expect(9);

      assertThat(exceptRuns(studio)).isEqualTo(open);
      assertThat(contents(copies)).containsOnlyKeys("extrato-backups.json");
    } finally {
      assertThat(run("umount", copies.toString())).isZero();
    }
    operator(studio).succeed("init", "--adopt");
    operator(studio).close(MONTH);
  }

  @Tag("slow")
  @Test
  void closing_asADryRun_writesNoCopy_butMissesIt(StudioDatabase studio) throws IOException {
    Operator.inDecember(studio, home).run(MONTH, "backup").expect(0);

    assertThat(operator(studio).run(MONTH, "extrato", "--dry-run").expect(0).err())
        .contains("warning: the second copy is missing: " + second());
    assertThat(copies).doesNotExist();
  }

  /** That there is a second copy now is noted, whatever became of the run. */
  private static Map<String, String> exceptRuns(StudioDatabase studio) {
    return studio.dumpExcept("extrato.runs", "extrato_run_logs", "extrato.studio");
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Every file by its name, with its bytes as text. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          contents.put(folder.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
