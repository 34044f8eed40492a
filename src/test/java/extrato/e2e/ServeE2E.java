package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server as it is shipped: what it costs, and how it ends. */
@ExtendWith(StudioExtension.class)
final class ServeE2E {
  private static final String SEPTEMBER = "{\"month\": 9, \"year\": 2025}";

  @TempDir Path temporary;
  private PackagedProgram program;
  private String token;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    AwkwardMonth.fillOrdinary(studio);
    token =
        program
            .succeed("token", "create", "--name", "workflow", "--scope", "backup,close")
            .out()
            .strip();
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  /** Waits until it listens. */
  private static Served listening(Running server) throws IOException {
    while (server.process().isAlive() && !Files.readString(server.err()).contains("listening on")) {
      Thread.onSpinWait();
    }
    return Served.saying(Files.readString(server.err()));
  }

  @Test
  void workflow_againstTheShippedProgram_works_andItStopsAtOnce() throws IOException {
    long began = System.nanoTime();
    try (Running server = program.start("serve", "--listen", "127.0.0.1:0")) {
      Served served = listening(server);
      Duration start = Duration.ofNanos(System.nanoTime() - began);
      served.post("/api/backup/create_service", SEPTEMBER).bearing(token).send().expect(200);
      served.post("/api/backup/create_service", SEPTEMBER).bearing(token).send().expect(409);
      served.post("/api/extrato/generate_service", SEPTEMBER).bearing(token).send().expect(200);
      long kilobytes = memory(server);

      long asked = System.nanoTime();
      server.signal("TERM");
      server.await().expect(0);
      Duration end = Duration.ofNanos(System.nanoTime() - asked);

      System.out.println(
          String.format(
              Locale.ROOT,
              "serve: started in %d ms, %d MB after three calls, stopped in %d ms",
              start.toMillis(),
              kilobytes / 1024,
              end.toMillis()));
      assertThat(end).isLessThan(Duration.ofSeconds(5));
      assertThat(kilobytes).isLessThan(130 * 1024);
    }
  }

  @Test
  @Tag("slow")
  void metrics_passPrometheussOwnCheck() throws IOException, InterruptedException {
    DebianPackage.PROMETHEUS.assumeInstalled();
    String scraper =
        program.succeed("token", "create", "--name", "scraper", "--scope", "metrics").out().strip();
    try (Running server = program.start("serve", "--listen", "127.0.0.1:0")) {
      Served served = listening(server);
      served
          .post("/api/extrato/generate_service", SEPTEMBER)
          .bearing("nobody's")
          .send()
          .expect(401);
      served.post("/api/backup/create_service", SEPTEMBER).bearing(token).send().expect(200);
      Path metrics = temporary.resolve("metrics");
      Files.writeString(metrics, served.get("/metrics").bearing(scraper).send().expect(200).body());

      DebianPackage.PROMETHEUS.succeed(metrics, List.of("check", "metrics"));
    }
  }

  private static long memory(Running server) throws IOException {
    Matcher resident =
        Pattern.compile("VmRSS:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc/" + server.process().pid() + "/status")));
    assertThat(resident.find()).isTrue();
    return Long.parseLong(resident.group(1));
  }

  @Test
  void closingUnderWay_endsAsByASignal_andWhoWaitsIsTold(StudioDatabase studio) throws IOException {
    program.succeed("backup", "--year", "2025", "--month", "9");
    try (HeldRecord held = HeldRecord.ofAnExpense(studio);
        Running server =
            program
                .with("EXTRATO_LOCK_TIMEOUT", "5min")
                .start("serve", "--listen", "127.0.0.1:0")) {
      Served served = listening(server);
      CompletableFuture<Served.Answered> waiting =
          served.post("/api/extrato/generate_service", SEPTEMBER).bearing(token).sent();
      held.awaitARun();

      long asked = System.nanoTime();
      server.signal("TERM");
      Served.Answered answer = waiting.join();
      server.await().expect(0);

      assertThat(answer.status()).isEqualTo(503);
      // On a busy machine the server does not wait for it.
      assertThat(answer.json().at("/details/exit_code").asInt()).isIn(143, 10);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
      studio.await(
          "exists (select from extrato.runs where command = 'extrato' and ended is not null)");
    }
    assertThat(studio.count("extratos")).isZero();
    assertThat(studio.value("select outcome from extrato.runs where command = 'extrato'"))
        .isEqualTo("interrupted");
  }

  /** Half of them send a header, half a body, a byte now and then. */
  @Test
  @Tag("slow")
  void aThousandSlowClients_costLittle_andKeepNobodyFromAnAnswer() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (Running server = program.start("serve", "--listen", "127.0.0.1:0")) {
      Served served = listening(server);
      served.get("/health").send().expect(200);
      long idle = memory(server);
      for (int i = 0; i < 1000; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        slow.add(socket);
        String body =
            "POST /api/backup/create_service HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token
                + "\r\nContent-Length: 900\r\n\r\n";
        String anybodys =
            "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65000\r\n\r\n"
                + "x".repeat(30_000);
        dribble(socket, List.of("GET /ready HTTP/1.1\r\nX: ", body, anybodys).get(i % 3));
      }
      List<Long> answers = new ArrayList<>();
      for (int round = 0; round < 20; round++) {
        slow.forEach(socket -> dribble(socket, "x"));
        long began = System.nanoTime();
        served.get("/health").send().expect(200);
        answers.add(System.nanoTime() - began);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      long busy = memory(server);
      System.out.println(
          String.format(
              Locale.ROOT,
              "serve: idle %d MB, with 1,000 slow clients %d MB, health within %d ms",
              idle / 1024,
              busy / 1024,
              Duration.ofNanos(Collections.max(answers)).toMillis()));
      // One or two may wait for the machine, which also has a thousand clients to run.
      Collections.sort(answers);
      assertThat(Duration.ofNanos(answers.get(17))).isLessThan(Duration.ofSeconds(1));
      assertThat(busy).isLessThan(130 * 1024);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static void dribble(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // Given up already.
    }
  }

  /** A run that was asked for goes on when the server is killed, and is on record. */
  @Tag("slow")
  @Test
  void killedServer_leavesTheRunToItself(StudioDatabase studio) throws IOException {
    program.succeed("backup", "--year", "2025", "--month", "9");
    try (Running server = program.start("serve", "--listen", "127.0.0.1:0")) {
      Served served = listening(server);
      try (HeldRecord held = HeldRecord.ofAnExpense(studio)) {
        served
            .post("/api/extrato/generate_service", SEPTEMBER)
            .bearing(token)
            .with("Prefer", "respond-async")
            .send()
            .expect(202);
        held.awaitARun();
        server.signal("KILL");
      }
      studio.await(
          "exists (select from extrato.runs where command = 'extrato' and ended is not null)");
    }
    assertThat(studio.value("select outcome from extrato.runs where command = 'extrato'"))
        .isEqualTo("done");
    assertThat(studio.count("extratos")).isEqualTo(1);
  }
}
