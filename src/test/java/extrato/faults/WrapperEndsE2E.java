package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that cron calls starts a program that ends as soon as it has printed, several at once
 * on a busy machine. In every order of events, the wrapper ends as the program did, and says so.
 */
final class WrapperEndsE2E {
  private static final int AT_ONCE = 4;
  private static final List<ExitCode> CODES = List.of(ExitCode.values());
  private static final String ENDS_AT_ONCE =
      """
      #!/bin/sh
      echo "extrato: what happened; what to do" >&2
      exit "$2"
      """;

  @TempDir Path folder;

  /**
   * All are created before the first start, because a script that is being written cannot be
   * started.
   */
  private final BlockingQueue<PackagedProgram> programs = new ArrayBlockingQueue<>(AT_ONCE);

  @BeforeEach
  void install() throws IOException {
    for (int i = 0; i < AT_ONCE; i++) {
      PackagedProgram program = PackagedProgram.installedIn(folder.resolve("extrato " + i));
      Files.writeString(program.script("extrato"), ENDS_AT_ONCE);
      programs.add(program);
    }
  }

  @AfterEach
  void uninstall() {
    programs.forEach(PackagedProgram::uninstall);
  }

  @Test
  void theWrapper_endsAsTheProgramEnds() {
    Attack.named("the wrapper about a program that ends at once")
        .repeatAtOnce(Attack.size("wrappers"), AT_ONCE, this::start)
        .check();
  }

  private String start(Random random) throws IOException, InterruptedException {
    ExitCode code = CODES.get(random.nextInt(CODES.size()));
    PackagedProgram program = programs.take();
    try {
      start(program, code);
    } finally {
      programs.add(program);
    }
    return code == ExitCode.DONE ? "ended with 0" : "ended with the program's code";
  }

  private static void start(PackagedProgram program, ExitCode code) throws IOException {
    Path log = program.home().resolve("logs/atomic_extrato_cron.log");
    Files.deleteIfExists(log);
    String number = String.valueOf(code.number());
    try (Running running =
        program.start(List.of(program.script("run_atomic_extrato.sh").toString(), number))) {
      Operator.Ended ended = running.await().expect(code.number());
      assertThat(Files.readString(log))
          .contains("extrato: what happened")
          .endsWith(" - ended: exit " + number + "\n");
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err().isEmpty()).isEqualTo(code == ExitCode.DONE);
    }
  }
}
