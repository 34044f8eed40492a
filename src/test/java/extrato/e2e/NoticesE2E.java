package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.WebServer;
import extrato.testing.WebServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What notices cost the program as it is shipped. */
@ExtendWith(StudioExtension.class)
final class NoticesE2E {
  private static final String[] MONTHLY = {"monthly", "--year", "2025", "--month", "9"};

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  @Test
  void aRun_withNobodyToTell_andNoStatementToWrite_loadsNothingForIt() throws IOException {
    Path classes = temporary.resolve("classes");
    program.with("EXTRATO_JAVA_OPTS", "-Xlog:class+load=info:file=" + classes).succeed(MONTHLY);

    assertThat(Files.readString(classes))
        .contains("extrato.work.closing.Closing ")
        .doesNotContain(
            "jakarta.mail",
            "java.net.http",
            "extrato.runs.notices",
            "extrato.runs.metrics",
            "extrato.documents",
            "extrato.support.messages",
            "org.apache.pdfbox",
            "extrato.work.serve",
            "extrato.work.importing",
            "extrato.work.staging",
            "io.undertow",
            "org.xnio",
            "com.nimbusds");
  }

  @Tag("slow")
  @Test
  void aRun_thatASignalEnded_isToldOf(StudioDatabase studio) {
    program.succeed("backup", "--year", "2025", "--month", "9");
    try (WebServer web = WebServer.start();
        HeldRecord held = HeldRecord.ofAnExpense(studio);
        Running run =
            program
                .with("EXTRATO_LOCK_TIMEOUT", "5min")
                .with("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"))
                .start(MONTHLY)) {
      held.awaitARun();
      run.signal("TERM");
      run.await().expect(143);

      assertThat(web.requests()).hasSize(1);
      assertThat(web.requests().get(0).body())
          .contains("\"exit_code\":143", "transaction rolled back, database unchanged");
    }
  }

  /** The result is printed and the exit code settled before anybody is told. */
  @Tag("slow")
  @Test
  void aSignal_whileAServerHangs_endsTheProgramWithItsOwnExitCode(StudioDatabase studio)
      throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    try (WebServer web = WebServer.start();
        Running run =
            program
                .with("EXTRATO_NOTIFY_ON", "success")
                .with("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"))
                .with("EXTRATO_NOTIFY_TIMEOUT", "10min")
                .start(MONTHLY)) {
      web.answering(
          request -> {
            asked.countDown();
            return Answer.NEVER;
          });
      assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
      studio.checkNoSessionOfTheTool();
      long began = System.nanoTime();
      run.signal("TERM");
      Ended ended = run.await();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
      assertThat(ended.expect(0).out()).contains("month 09/2025 backed up, proven and closed");
      assertThat(ended.err()).contains("notices given up: a signal came");
    }
  }
}
