package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.work.serve.tokens.KeyFile;
import extrato.work.serve.tokens.Scope;
import extrato.work.serve.tokens.TokenSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from their making to their end, and what they open. */
@ExtendWith(StudioExtension.class)
class TokensIT {
  private static final String HISTORY = "/admin/extrato/history";
  private static final String SEPTEMBER = "{\"month\": 9, \"year\": 2025}";
  private static final String BACKUP = "/api/backup/create_service";

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    this.studio = studio;
    operator = Operator.of(studio, home);
  }

  @Test
  void create_printsTheTokenAndNothingElse_andKeepsItNowhere() throws IOException {
    Operator.Ended made =
        operator.succeed("token", "create", "--name", "workflow", "--scope", "backup,close");
    String token = made.out().strip();

    assertThat(made.out()).hasLineCount(1);
    assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(made.err()).contains("workflow (backup,close) is valid until 05/10/2026");
    assertThat(studio.dump().toString()).doesNotContain(token, token.split("\\.", -1)[2]);
    Path key = home.resolve("serve.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain(token.split("\\.", -1)[2]));
    }
  }

  @Test
  void list_showsEachAndHowItStands() {
    operator.succeed("token", "create", "--name", "old", "--scope", "read", "--days", "1");
    operator.succeed("token", "create", "--name", "gone", "--scope", "read");
    operator.succeed("token", "revoke", "gone");
    operator.succeed("token", "create", "--name", "gone", "--scope", "close");

    JsonNode tokens =
        JsonReports.check(operator.at("2025-11-05T12:00:00Z").succeed("token", "list", "--json"))
            .at("/result/tokens");

    assertThat(tokens).hasSize(3);
    assertThat(tokens)
        .extracting(one -> one.get("name").asText() + " " + one.get("state").asText())
        .containsExactlyInAnyOrder("old expired", "gone revoked", "gone counts");
    assertThat(operator.succeed("token", "list").out()).contains("3 tokens, 2 of them count");
  }

  @Test
  void create_withWrongWords_isRefused() {
    operator.run("token", "create", "--name", "a\nb", "--scope", "read").expect(2);
    operator.run("token", "create", "--name", "a", "--scope", "root").expect(2);
    operator.run("token", "create", "--name", "a", "--scope", "read", "--days", "0").expect(2);
    operator.run("token", "create", "--scope", "read").expect(2);
    operator.run("token", "revoke", "nobody").expect(6);
    operator.succeed("token", "create", "--name", "a", "--scope", "read");
    operator.run("token", "create", "--name", "a", "--scope", "read").expect(6);
  }

  @Test
  void serve_withoutASoundKey_doesNotBegin() throws IOException {
    operator.run("serve").expect(8);
    operator.succeed("token", "create", "--name", "a", "--scope", "read");
    Path key = home.resolve("serve.key");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(operator.run("serve").expect(8).err()).contains("users other than its owner");

    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(key, "c2hvcnQ");
    assertThat(operator.run("serve").expect(8).err()).contains("not a key for tokens");
  }

  @Test
  void serve_withLegacyTokensAndAShortOrNoKey_doesNotBegin() {
    operator.succeed("token", "create", "--name", "a", "--scope", "read");
    Operator legacy = operator.with("EXTRATO_SERVE_LEGACY_TOKENS", "true");

    assertThat(legacy.run("serve").expect(8).err()).contains("JWT_SECRET_KEY is not set");
    assertThat(legacy.with("JWT_SECRET_KEY", "dev-secret").run("serve").expect(8).both())
        .contains("fewer than 32 bytes")
        .doesNotContain("dev-secret");
  }

  @Tag("slow")
  @Test
  void gate_letsInWhatCounts_andNothingElse() throws IOException {
    String reader = Served.token(operator, "reader", "read");
    String closer = Served.token(operator, "closer", "close");
    try (Served served = Served.by(operator)) {
      served.get(HISTORY).bearing(reader).send().expect(200);
      assertThat(served.get(HISTORY).send().expect(401).header("WWW-Authenticate"))
          .isEqualTo("Bearer");
      served.get(HISTORY).with("Authorization", reader).send().expect(401);
      served.get(HISTORY).with("Authorization", "Basic " + reader).send().expect(401);
      served.get(HISTORY).bearing(reader).bearing(reader).send().expect(401);
      served.get(HISTORY).bearing(reader + "A").send().expect(401);
      served.get(HISTORY + "?token=" + reader).send().expect(401);
      served.get(HISTORY).bearing(closer).send().expect(403);
      served.post(BACKUP, "").bearing(closer).send().expect(403);
      served.get("/metrics").bearing(reader).send().expect(403);

      operator.succeed("token", "revoke", "reader");
      served.get(HISTORY).bearing(reader).send().expect(401);
    }
    String log = Files.readString(home.resolve("logs").resolve("atomic_extrato.log"));
    assertThat(log)
        .contains("401 GET /admin/extrato/history: no token", ": revoked: ", "token closer lacks");
    assertThat(log).doesNotContain(reader, closer, reader.split("\\.", -1)[2]);
  }

  /** Whoever fears that somebody has the key makes another one: that must end what it signed. */
  @Test
  void key_thatIsAnother_endsAllTokens() throws IOException {
    String before = Served.token(operator, "before", "read");
    Path key = home.resolve("serve.key");
    try (Served served = Served.by(operator)) {
      served.get(HISTORY).bearing(before).send().expect(200);
      Files.delete(key);
      String after = Served.token(operator, "after", "read");

      while (served.get(HISTORY).bearing(before).send().status() == 200) {
        Thread.onSpinWait();
      }
      while (served.get(HISTORY).bearing(after).send().status() == 401) {
        Thread.onSpinWait();
      }
      served.get(HISTORY).bearing(after).send().expect(200);
      served.get(HISTORY).bearing(before).send().expect(401);
    }
  }

  /** Who has the key can sign, and still opens nothing: only what was given out counts. */
  @Tag("slow")
  @Test
  void gate_doesNotLetInWhatThisToolDidNotMake() {
    String token = Served.token(operator, "reader", "read");
    TokenSigner bearer =
        new TokenSigner(new KeyFile(home.resolve("serve.key")).read(), operator.clock());
    String id = String.valueOf(studio.value("select jti from extrato.tokens"));
    String wider =
        bearer.sign(
            id,
            "reader",
            Set.of(Scope.values()),
            operator.clock().instant().plus(Duration.ofDays(9)));
    String unknown =
        bearer.sign(
            "0011223344556677",
            "x",
            Set.of(Scope.READ),
            operator.clock().instant().plus(Duration.ofDays(9)));
    try (Served served = Served.by(operator)) {
      served.get(HISTORY).bearing(token).send().expect(200);
      served.get(HISTORY).bearing(wider).send().expect(401);
      served.get(HISTORY).bearing(unknown).send().expect(401);
    }
  }

  @Tag("slow")
  @Test
  void gate_whileTheDatabaseIsGone_says503_andWorksAgainWhenItIsBack() {
    String token = Served.token(operator, "reader", "read");
    try (var proxy = studio.proxy();
        Served served = Served.by(operator.with("DATABASE_URL", proxy.url(studio.url())))) {
      served.get(HISTORY).bearing(token).send().expect(200);
      served.get("/ready").send().expect(200);

      proxy.refuseNew();
      served.get(HISTORY).bearing(token).send().expect(503);
      assertThat(served.get("/health/extrato").send().expect(200).json().path("exists").asBoolean())
          .isFalse();
      served.get("/health").send().expect(200);

      proxy.acceptNew();
      served.get(HISTORY).bearing(token).send().expect(200);
    }
  }

  @Tag("slow")
  @Test
  void everything_withTheGrantsOfTheDocuments_works() throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    operator.succeed("init");
    StudioRole role = studio.role();
    for (String file : List.of("close", "status", "serve")) {
      studio.execute(
          Files.readString(Path.of("docs/grants/" + file + ".sql"))
              .replace(":\"role\"", role.name())
              .replace(":\"studio\"", "public"));
    }
    Operator clerk = operator.with("DATABASE_URL", role.url());
    String token = Served.token(clerk, "all", "read,backup,close,metrics");
    try (Served served = Served.by(clerk)) {
      served.post(BACKUP, SEPTEMBER).bearing(token).send().expect(200);
      served.post("/api/extrato/generate_service", SEPTEMBER).bearing(token).send().expect(200);
      served.get(HISTORY).bearing(token).send().expect(200);
      served.get("/api/status").bearing(token).send().expect(200);
      served.get("/metrics").bearing(token).send().expect(200);
      served.get("/health/extrato").send().expect(200);
      clerk.succeed("token", "revoke", "all");
      served.get(HISTORY).bearing(token).send().expect(401);
    }
  }

  @Tag("slow")
  @Test
  void metrics_areWhatPrometheusReads() {
    String token = Served.token(operator, "scraper", "metrics");
    try (Served served = Served.by(operator)) {
      served.get(HISTORY).send().expect(401);

      Served.Answered answer = served.get("/metrics").bearing(token).send().expect(200);

      assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
      assertThat(answer.body())
          .contains(
              """
              # TYPE extrato_serve_requests_total counter
              extrato_serve_requests_total{status="401"} 1
              """,
              "extrato_serve_refused_tokens_total 1\n",
              "extrato_attention 0\n");
    }
  }
}
