package extrato.work.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no honest client sends, byte by byte. */
@ExtendWith(StudioExtension.class)
class LimitsIT {
  private static final String BACKUP = "/api/backup/create_service";

  @TempDir Path home;

  private Served served;
  private String token;

  @BeforeEach
  void serve(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    token = Served.token(operator, "workflow", "backup,read");
    served = Served.by(operator);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /** All that comes until the server closes the connection. */
  private static String rest(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  private String answer(String request) throws IOException {
    try (Socket socket = connected()) {
      try {
        write(socket, request);
      } catch (SocketException e) {
        return "closed";
      }
      return rest(socket);
    }
  }

  private String head(String method, String path, String more) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
        + token
        + "\r\n"
        + more;
  }

  @Test
  void request_thatIsWell_isAnswered() throws IOException {
    assertThat(answer(head("GET", "/admin/extrato/history", "\r\n"))).startsWith("HTTP/1.1 200 ");
    assertThat(answer(head("POST", BACKUP, "Content-Length: 1\r\n\r\n9")))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void header_thatIsTooLarge_isRefused() throws IOException {
    assertThat(answer(head("GET", "/ready", "X: " + "x".repeat(20_000) + "\r\n\r\n")))
        .doesNotContain("200 OK");
    assertThat(answer(head("GET", "/ready?" + "x".repeat(20_000), "\r\n")))
        .doesNotContain("200 OK");
    assertThat(answer(head("GET", "/ready", "X: y\r\n".repeat(80) + "\r\n")))
        .doesNotContain("200 OK");
    assertThat(answer(head("GET", "/ready", "X: y\r\n".repeat(40) + "\r\n"))).contains("200 OK");
  }

  @Tag("slow")
  @Test
  void body_thatIsTooLarge_is413() throws IOException {
    assertThat(answer(head("POST", BACKUP, "Content-Length: 65537\r\n\r\n" + "x".repeat(65_537))))
        .startsWith("HTTP/1.1 413 ");
    assertThat(answer(head("POST", BACKUP, "Content-Length: 99999999999\r\n\r\nx")))
        .startsWith("HTTP/1.1 413 ");
    String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
    assertThat(
            answer(head("POST", BACKUP, "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20))))
        .startsWith("HTTP/1.1 413 ");
  }

  @Test
  void body_thatIsNone_is400_andNothingForTheLog() throws IOException {
    assertThat(answer(head("POST", BACKUP, "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n")))
        .startsWith("HTTP/1.1 400 ");
    for (String coding : List.of("xchunked", "gzip, chunked", "chunked\r\nTransfer-Encoding: x")) {
      assertThat(
              answer(
                  head(
                      "POST",
                      BACKUP,
                      "Transfer-Encoding: " + coding + "\r\n\r\n2\r\n{}\r\n0\r\n\r\n")))
          .startsWith("HTTP/1.1 400 ");
    }
    assertThat(answer(head("POST", BACKUP, "Content-Length: 99999999999999999999\r\n\r\nx")))
        .startsWith("HTTP/1.1 400 ");
    assertThat(served.said()).doesNotContain("Exception");
  }

  /** Of whoever has no token, too: the login reads what anybody sends. */
  @Test
  void bodiesThatNeverEnd_haveOnlySoMuchRoom() throws IOException {
    List<Socket> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket client = connected();
        clients.add(client);
        write(
            client,
            "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length:"
                + " 65000\r\n\r\n");
      }
      assertThat(rest(clients.get(99))).startsWith("HTTP/1.1 503 ").contains("Retry-After: 10");
      served.get("/health").send().expect(200);
    } finally {
      for (Socket client : clients) {
        client.close();
      }
    }
    served.get("/login").send().expect(200);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../etc/passwd",
        "/admin/../ready",
        "/./ready",
        "//ready",
        "/ready/",
        "/ready/.",
        "/%72eady",
        "/ready%00",
        "/ready;x=y",
        "/ready%2f..%2fready",
        "/ready\\",
        "http://localhost/ready",
        "*"
      })
  void path_thatIsNotLetterByLetterOne_isRefused(String path) throws IOException {
    assertThat(answer(head("GET", path, "\r\n"))).doesNotContain("200 OK", "\"ready\"");
  }

  @Tag("slow")
  @Test
  void header_thatWouldBecomeTwo_doesNot() throws IOException {
    String injected = answer(head("GET", "/api/runs/x%0d%0aSet-Cookie:%20a=b", "\r\n"));

    assertThat(injected).startsWith("HTTP/1.1 404 ").doesNotContainIgnoringCase("set-cookie");
    assertThat(answer(head("GET", "/admin/extrato/history?status=%0d%0aX-Evil:%201", "\r\n")))
        .doesNotContain("X-Evil");
  }

  @Tag("slow")
  @Test
  void answers_areForNobodyToKeepOrToRun() {
    Served.Answered answer = served.get("/ready").send().expect(200);

    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    assertThat(answer.header("Server")).isNull();
  }

  @Tag("slow")
  @Test
  void bodyThatDribbles_isGivenUp_whateverComesNowAndThen() throws IOException {
    try (Socket socket = connected()) {
      write(socket, head("POST", BACKUP, "Content-Length: 1000\r\n\r\n"));

      assertThat(secondsUntilClosed(socket)).isLessThan(10);
    }
  }

  @Tag("slow")
  @Test
  void headerThatDribbles_isGivenUp_whateverComesNowAndThen() throws IOException {
    try (Socket socket = connected()) {
      write(socket, "GET /ready HTTP/1.1\r\nHost: localhost\r\nX: ");

      assertThat(secondsUntilClosed(socket)).isLessThan(10);
    }
  }

  /** Sends a byte every 200 ms. */
  private static double secondsUntilClosed(Socket socket) {
    long began = System.nanoTime();
    try {
      socket.setSoTimeout(200);
      while (System.nanoTime() - began < Duration.ofSeconds(20).toNanos()) {
        write(socket, "x");
        try {
          if (socket.getInputStream().read() < 0) {
            break;
          }
        } catch (SocketTimeoutException e) {
          // It is still open.
        }
      }
    } catch (IOException e) {
      // It is closed.
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /**
   * As many as the workers and their queue hold; a thousand are tried with the packaged program.
   */
  @Tag("slow")
  @Test
  void slowClients_keepNobodyFromAnAnswer() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) {
        Socket socket = connected();
        slow.add(socket);
        write(
            socket,
            i % 2 == 0
                ? "GET /ready HTTP/1.1\r\nX: "
                : head("POST", BACKUP, "Content-Length: 900\r\n\r\n"));
      }

      served.get("/health").send().expect(200);
      served.get("/admin/extrato/history").bearing(token).send().expect(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
