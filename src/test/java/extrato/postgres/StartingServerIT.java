package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is still starting is waited for; one that says no is not. */
@ExtendWith(StudioExtension.class)
@Timeout(60)
class StartingServerIT {
  private static final String WAIT = "EXTRATO_WAIT_FOR_DATABASE";

  @TempDir Path home;

  @Test
  void aServerThatDoesNotListenYet_isWaitedFor(StudioDatabase studio) throws Exception {
    try (TcpProxy proxy = studio.proxy()) {
      proxy.refuseNew();
      Operator operator = Operator.of(studio, home).with("DATABASE_URL", proxy.url(studio.url()));
      assertThat(operator.run("status").expect(5).err()).contains("refused");

      CompletableFuture<Operator.Ended> waiting =
          CompletableFuture.supplyAsync(() -> operator.with(WAIT, "1min").run("status"));
      assertThat(home.resolve("logs/atomic_extrato.log"))
          .satisfies(log -> awaitLine(log, "waiting for it, at most 60 s"));
      proxy.acceptNew();

      waiting.get(30, TimeUnit.SECONDS).expect(0);
    }
  }

  private static void awaitLine(Path log, String text) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!contains(log, text)) {
      assertThat(System.nanoTime()).as("the log says: " + text).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static boolean contains(Path log, String text) {
    try {
      return java.nio.file.Files.readString(log).contains(text);
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void theWaitingEnds(StudioDatabase studio) {
    try (TcpProxy proxy = studio.proxy()) {
      proxy.refuseNew();
      assertThat(
              Operator.of(studio, home)
                  .with("DATABASE_URL", proxy.url(studio.url()))
                  .with(WAIT, "1s")
                  .run("status")
                  .expect(5)
                  .err())
          .contains("refused");
    }
  }

  @Test
  void aWrongPassword_isNotWaitedFor(StudioDatabase studio) {
    StudioRole role = studio.role();
    long began = System.nanoTime();

    Operator.of(studio, home)
        .with("DATABASE_URL", role.url().replace(role.password(), "errada"))
        .with(WAIT, "1min")
        .run("status")
        .expect(8);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
