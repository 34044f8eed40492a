package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program gets damaged files, and files that the kernel refuses to read. */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class DamagedFilesE2E {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int PAGE = 512;

  /** What can happen to a file. */
  private enum Damage {
    A_BIT_FLIPPED {
      @Override
      byte[] to(byte[] file, Random random) {
        int bit = random.nextInt(file.length * 8);
        file[bit / 8] ^= (byte) (1 << (bit % 8));
        return file;
      }
    },
    CUT_OFF {
      @Override
      byte[] to(byte[] file, Random random) {
        return Arrays.copyOf(file, random.nextInt(file.length));
      }
    },
    LONGER {
      @Override
      byte[] to(byte[] file, Random random) {
        return Arrays.copyOf(file, file.length + 1 + random.nextInt(PAGE));
      }
    },
    A_PAGE_OF_ZEROS {
      @Override
      byte[] to(byte[] file, Random random) {
        int page = random.nextInt(1 + file.length / PAGE);
        Arrays.fill(file, page * PAGE, Math.min(file.length, (page + 1) * PAGE), (byte) 0);
        return file;
      }
    },
    A_LINE_TWICE {
      @Override
      byte[] to(byte[] file, Random random) {
        List<String> lines = Damage.lines(file);
        int line = random.nextInt(lines.size());
        lines.add(line, lines.get(line));
        return Damage.bytes(lines);
      }
    },
    A_LINE_MISSING {
      @Override
      byte[] to(byte[] file, Random random) {
        List<String> lines = Damage.lines(file);
        lines.remove(random.nextInt(lines.size()));
        return Damage.bytes(lines);
      }
    };

    abstract byte[] to(byte[] file, Random random);

    private static List<String> lines(byte[] file) {
      return new ArrayList<>(
          Arrays.asList(new String(file, StandardCharsets.UTF_8).split("(?<=\n)")));
    }

    private static byte[] bytes(List<String> lines) {
      return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
  }

  @TempDir Path folder;
  private Path csv = Path.of("");
  private Path manifest = Path.of("");
  private PackagedProgram program;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.inDecember(studio, folder.resolve("home"));
    operator.run(AwkwardMonth.MONTH, "backup").expect(0);
    csv = operator.backup(AwkwardMonth.MONTH, 1);
    manifest = operator.manifest(AwkwardMonth.MONTH, 1);
    program =
        PackagedProgram.installedIn(folder.resolve("program"))
            .on(studio)
            .with("EXTRATO_BACKUP_DIR", operator.backups().toString());
    program.succeed("verify", csv.toString());
  }

  @Test
  void aDamage_ofAnyKind_isFoundByThePackagedProgram() {
    Attack attack = Attack.named("file or manifest damaged, for the packaged program");
    attack.repeat(Attack.size("packaged"), this::damage);
    program.uninstall();
    attack.check();
  }

  private String damage(Random random) throws IOException {
    Path file = random.nextBoolean() ? csv : manifest;
    byte[] sound = Files.readAllBytes(file);
    Damage damage = List.of(Damage.values()).get(random.nextInt(Damage.values().length));
    try {
      byte[] damaged = damage.to(sound.clone(), random);
      assertThat(damaged).isNotEqualTo(sound);
      Files.write(file, damaged);
      Operator.Ended said = program.run("verify", csv.toString()).expect(4);
      assertThat(said.err()).contains("damaged", "backup_2025_09.");
      return "found in the " + (file.equals(csv) ? "file" : "manifest");
    } finally {
      Files.write(file, sound);
    }
  }

  /** Root may read everything, so the kernel is told to refuse. */
  @Test
  void aFile_thatCannotBeRead_isToldByName() {
    assumeTrue(Files.isExecutable(STRACE), "strace is not installed");
    Attack attack = Attack.named("file or manifest that cannot be read");
    for (Path file : List.of(csv, manifest)) {
      for (String refused : List.of("openat:error=EACCES", "read,pread64:error=EIO")) {
        attack.attempt(random -> unreadable(file, refused));
      }
    }
    program.uninstall();
    attack.check();
  }

  private String unreadable(Path file, String refused) {
    String call = refused.split(":", 2)[0];
    try (Running run =
        program.start(
            List.of(
                STRACE.toString(),
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-P",
                file.toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + refused,
                program.script("extrato").toString(),
                "verify",
                "--year",
                "2025",
                "--month",
                "9"))) {
      Operator.Ended said = run.await().expect(ExitCode.FILE_TROUBLE.number());
      assertThat(said.err()).contains(file.toString());
      return "told, with exit " + said.exitCode();
    }
  }
}
