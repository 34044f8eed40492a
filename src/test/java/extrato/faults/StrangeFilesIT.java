package extrato.faults;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files in the folders are not what their names say: pipes, devices, links, the same file twice.
 */
@ExtendWith(StudioExtension.class)
final class StrangeFilesIT {
  private static final int SECONDS = 30;

  private static final String MARK = "extrato-backups.json";

  @TempDir Path home;
  private Operator operator = new Operator(Map.of(), Path.of(""), java.time.Clock.systemUTC());

  /** What somebody puts in a file's place. */
  private enum Strange {
    PIPE {
      @Override
      void put(Path place, Path sound) throws IOException {
        end("mkfifo", place.toString());
      }
    },
    LINK_TO_A_DEVICE {
      @Override
      void put(Path place, Path sound) throws IOException {
        Files.createSymbolicLink(place, Path.of("/dev/zero"));
      }
    },
    LINK_TO_A_PIPE {
      @Override
      void put(Path place, Path sound) throws IOException {
        Path pipe = sound.resolveSibling("pipe");
        end("mkfifo", pipe.toString());
        Files.createSymbolicLink(place, pipe);
      }
    },
    LINK_IN_AN_OPEN_FOLDER {
      @Override
      void put(Path place, Path sound) throws IOException {
        Files.createSymbolicLink(place, sound);
        Files.setPosixFilePermissions(
            place.getParent(), PosixFilePermissions.fromString("rwxrwx---"));
      }
    };

    abstract void put(Path place, Path sound) throws IOException;
  }

  @BeforeEach
  void backUp(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.run(MONTH, "backup").expect(0);
  }

  @Tag("slow")
  @Test
  void aFile_thatIsNone_isRefusedAtOnceByEveryCommand(StudioDatabase studio) {
    Attack attack = Attack.named("a pipe, a device or a link in the place of file or manifest");
    List<Path> files = List.of(operator.backup(MONTH, 1), operator.manifest(MONTH, 1));
    for (Strange strange : Strange.values()) {
      for (Path file : files) {
        attack.attempt(random -> refused(strange, file, studio));
      }
    }
    attack.check();
  }

  private String refused(Strange strange, Path file, StudioDatabase studio) throws Exception {
    Map<String, String> before = studio.dumpBooks();
    Path aside = Files.createTempDirectory(home, "aside").resolve("sound");
    Files.move(file, aside);
    try {
      strange.put(file, aside);
      for (List<String> command :
          List.of(
              List.of("verify"),
              List.of("verify", "--file-only"),
              List.of("extrato"),
              List.of("drill"),
              List.of("restore", "--from", "backup"),
              List.of("restore", "--from", file.toString()))) {
        Operator.Ended said = inTime(command);
        assertThat(said.exitCode()).as(said.both()).isIn(4, 9);
        assertThat(said.err()).contains(file.toString());
      }
      for (String command : List.of("status", "doctor")) {
        String[] args = {command};
        assertThat(
                CompletableFuture.supplyAsync(() -> operator.run(args))
                    .get(SECONDS, TimeUnit.SECONDS)
                    .exitCode())
            .isIn(0, 4, 8, 9, 12);
      }
      studio.checkNoSessionOfTheTool();
      assertThat(studio.dumpBooks()).isEqualTo(before);
      return "refused: " + strange;
    } finally {
      Files.delete(file);
      Files.move(aside, file);
      Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
    }
  }

  private Operator.Ended inTime(List<String> command) throws Exception {
    String[] options = command.subList(1, command.size()).toArray(String[]::new);
    return CompletableFuture.supplyAsync(() -> operator.run(MONTH, command.get(0), options))
        .get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aFolderOfAMonth_thatIsALinkInAnOpenFolder_isRefused() throws Exception {
    Path month = operator.backups().resolve("2025_09");
    Path elsewhere = Files.move(month, home.resolve("elsewhere"));
    Files.createSymbolicLink(month, elsewhere);
    Files.setPosixFilePermissions(operator.backups(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(operator.run(MONTH, "verify").expect(9).err())
        .contains(month.toString(), "it is a link, in a folder that others may write to");
    operator.run(MONTH, "backup").expect(9);
    assertThat(Folders.files(elsewhere)).hasSize(2);
  }

  /** A second copy that would be lost with the first one does not count. */
  @Test
  void aSecondCopy_thatIsTheFirst_doesNotCount(StudioDatabase studio) {
    Attack attack = Attack.named("a second copy that is the first one");
    Path backups = operator.backups();
    Path copies = home.resolve("copies");
    attack.attempt(
        random -> {
          Files.createSymbolicLink(copies, backups);
          return isNone(studio, copies, "a link to it");
        });
    attack.attempt(
        random -> {
          Files.delete(copies);
          Files.createDirectory(copies);
          Files.createSymbolicLink(
              copies.resolve("2025_09"), operator.backup(MONTH, 1).getParent());
          return isNone(studio, copies, "a month that is a link to it");
        });
    for (List<Integer> linked : List.of(List.of(0, 1), List.of(0), List.of(1))) {
      attack.attempt(
          random -> {
            Folders.delete(Files.createDirectories(home.resolve("linked")));
            Path other = Files.createDirectories(home.resolve("linked").resolve("2025_09"));
            List<Path> files = List.of(operator.backup(MONTH, 1), operator.manifest(MONTH, 1));
            for (Path file : files) {
              Path there = other.resolve(file.getFileName());
              if (linked.contains(files.indexOf(file))) {
                Files.createLink(there, file);
              } else {
                Files.copy(file, there);
              }
            }
            return isNone(studio, home.resolve("linked"), "files that are hard links to it");
          });
    }
    if (Tmpfs.isPossible()) {
      attack.attempt(
          random -> {
            Path bound = Files.createDirectory(home.resolve("bound"));
            end("mount", "--bind", backups.toString(), bound.toString());
            try {
              return isNone(studio, bound, "a bind mount of it");
            } finally {
              end("umount", bound.toString());
            }
          });
    }
    attack.check();
  }

  /** The folder has the database's marker, as a second copy's own folder would. */
  private String isNone(StudioDatabase studio, Path copies, String what) throws IOException {
    Path mark = copies.resolve(MARK);
    if (!Files.exists(mark)) {
      Files.copy(operator.backups().resolve(MARK), mark);
    }
    Map<String, String> before = studio.dumpBooks();
    Operator copying = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    for (String command : List.of("backup", "extrato")) {
      assertThat(copying.run(MONTH, command).expect(9).err())
          .contains("the second copy is the first one", "are the same");
    }
    assertThat(copying.run(MONTH, "verify").err()).contains("the second copy is the first one");
    assertThat(copying.run("doctor").both()).contains("second copy");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    return "told: " + what;
  }

  @Tag("slow")
  @Test
  void doctor_says_thatTheSecondFolderIsTheFirst() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("link"), operator.backups());
    Operator.Ended said = operator.with("EXTRATO_BACKUP_COPY", link.toString()).run("doctor");

    assertThat(said.both()).contains("is the backup folder itself");
    assertThat(said.exitCode()).isNotZero();
  }

  /** Such a file is no generation, and causes no failure. */
  @Tag("slow")
  @Test
  void aNumber_thatNoGenerationHas_isNone() throws IOException {
    for (String ending : List.of(".csv", ".manifest.json")) {
      Files.writeString(
          operator.backup(MONTH, 1).resolveSibling("backup_2025_09_99999999999" + ending), "x");
    }

    for (String command : List.of("status", "doctor")) {
      assertThat(operator.run(command).exitCode()).isNotEqualTo(1);
    }
    operator.run(MONTH, "backup").expect(0);
    operator.run(MONTH, "verify").expect(0);
    operator.run(MONTH, "extrato").expect(0);
  }

  private static void end(String... command) throws IOException {
    try {
      assertThat(new ProcessBuilder(Stream.of(command).toList()).start().waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
