package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that is held, over HTTP. */
@ExtendWith(StudioExtension.class)
class WalletCallsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;
  private Served served;
  private String token;

  @BeforeEach
  void serve(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    token = Served.token(operator, "counter", "wallet,read");
    served = Served.by(operator);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private Served.Call wallet(String operation, String key, String body) {
    return served
        .post("/api/wallet/" + operation, body)
        .bearing(token)
        .with("Idempotency-Key", key);
  }

  @Test
  void deposit_isHeldOnce_howeverOftenItIsSent() {
    String credit = "{\"account\": \"client:1\", \"amount\": \"150.00\", \"form\": \"Pix\"}";
    wallet("credit", "in-1", credit).send().expect(200);
    String hold = "{\"client\": \"client:1\", \"amount\": \"100.01\"}";
    JsonNode first = wallet("hold", "hold-1", hold).send().expect(200).json().path("data");
    JsonNode again = wallet("hold", "hold-1", hold).send().expect(200).json().path("data");

    assertThat(first.path("hold").asLong()).isPositive().isEqualTo(again.path("hold").asLong());
    wallet("hold", "hold-1", hold.replace("100.01", "1.00")).send().expect(409);
    Served.Answered poor =
        wallet("hold", "hold-2", hold.replace("100.01", "50.00")).send().expect(409);
    assertThat(poor.json().at("/details/exit_code").asInt()).isEqualTo(14);
    assertThat(studio.count("extrato.retencoes")).isEqualTo(1);
    assertThat(studio.value("select max(por) from extrato.transferencias"))
        .contains(", for token counter (");
    token = Served.token(operator, "desk", "wallet,read");
    assertThat(wallet("hold", "hold-1", hold).send().expect(200).json().path("data"))
        .isEqualTo(again);
    assertThat(served.get("/api/wallet").bearing(token).send().expect(200).body())
        .contains("100.01");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "credit | k | {\"account\": \"--help\", \"amount\": \"1.00\"}",
        "credit | k | {\"account\": \"client:1 --amount=9\", \"amount\": \"1.00\"}",
        "credit | k | {\"account\": \"client:1\", \"amount\": 1.00}",
        "credit | k | {\"account\": \"client:1\", \"amount\": \"-1.00\"}",
        "credit | k | {\"account\": \"client:1\", \"amount\": \"1.005\"}",
        "credit | k | {\"account\": \"client:1\", \"amount\": \"NaN\"}",
        "credit | k | {\"account\": \"client:1\"}",
        "credit | k | {\"account\": \"client:1\", \"amount\": \"1.00\", \"dry_run\": true}",
        "credit | k | {\"account\": \"client:1\", \"amount\": \"1.00\", \"form\": \"--x\"}",
        "credit | --dry-run | {\"account\": \"client:1\", \"amount\": \"1.00\"}",
        "credit | extrato:k | {\"account\": \"client:1\", \"amount\": \"1.00\"}",
        "release | k | {\"hold\": \"1;2\", \"to\": \"artist:1\", \"share\": \"30%\"}",
        "refund | k | {\"hold\": [1]}",
      })
  void request_thatIsNotOfItsForm_is400(String operation, String key, String body) {
    wallet(operation, key, body).send().expect(400);
    assertThat(studio.value("select to_regclass('extrato.transferencias')")).isNotNull();
    assertThat(studio.count("extrato.transferencias")).isZero();
  }

  @Test
  void request_withoutTheRightToIt_isRefused() {
    String body = "{\"account\": \"client:1\", \"amount\": \"1.00\"}";
    served.post("/api/wallet/credit", body).bearing(token).send().expect(400);
    wallet("issue", "k", body).send().expect(404);
    wallet("../status", "k", body).send().expect(404);
    String reader = Served.token(operator, "reader", "read,backup,close");
    served
        .post("/api/wallet/credit", body)
        .bearing(reader)
        .with("Idempotency-Key", "k")
        .send()
        .expect(403);
    assertThat(studio.count("extrato.transferencias")).isZero();
  }

  @Test
  void stop_whileADepositWaits_answersAndLeavesNothingAtWork() throws SQLException {
    String credit = "{\"account\": \"client:1\", \"amount\": \"150.00\", \"form\": \"Pix\"}";
    wallet("credit", "in-1", credit).send().expect(200);
    CompletableFuture<Served.Answered> answer;
    try (Connection other = studio.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table extrato.contas in access exclusive mode");
      answer = wallet("credit", "in-2", credit).sent();
      while (studio
          .rows("select from pg_locks where not granted and database is not null")
          .isEmpty()) {
        Thread.onSpinWait();
      }
      served.stop();
    }
    assertThat(answer.join().expect(503).header("Retry-After")).isEqualTo("10");
    assertThat(studio.count("extrato.transferencias")).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void balances_thatAreTooLongToTell_areNoSuccess() {
    studio.execute(
        "insert into clients (id, name) select 100000 + g, 'c' || g from generate_series(1, 40000)"
            + " g");
    Path file = home.resolve("many.ndjson");
    write(
        file,
        IntStream.rangeClosed(1, 40000)
            .mapToObj(
                i ->
                    "{\"key\":\"m"
                        + i
                        + "\",\"op\":\"credit\",\"account\":\"client:"
                        + (100000 + i)
                        + "\",\"amount\":\"1.00\"}")
            .collect(Collectors.joining("\n")));
    operator.succeed("wallet", "apply", file.toString());

    Served.Answered answer = served.get("/api/wallet").bearing(token).send();
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("the answer is too long for a request");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
