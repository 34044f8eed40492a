package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The pages for people, as a browser asks for them. */
@ExtendWith(StudioExtension.class)
class PagesIT {
  private static final Pattern SECRET = Pattern.compile("name=\"secret\" value=\"([^\"]+)\"");

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;
  private Served served;
  private String token;

  @BeforeEach
  void serve(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    studio.execute("update clients set name = '<script>alert(1)</script>' where id = 1");
    operator = Operator.of(studio, home).with("EXTRATO_STUDIO_NAME", "Estúdio <da> Ana");
    operator.closeSeptember();
    operator.succeed(
        "wallet", "credit", "client:1", "--amount", "150", "--form", "Pix", "--key", "k1");
    operator.succeed("wallet", "hold", "client:1", "--amount", "100,50", "--key", "k2");
    token = Served.token(operator, "ana", "read");
    served = Served.by(operator);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private Served.Call login(String shown) {
    return served
        .post("/login", "token=" + URLEncoder.encode(shown, StandardCharsets.UTF_8))
        .with("Content-Type", "application/x-www-form-urlencoded");
  }

  /** Signs in; returns the cookie as the browser sends it. */
  private String cookie() {
    Served.Answered answer = login(token).send().expect(303);
    assertThat(answer.header("Location")).isEqualTo("/");
    String set = Objects.requireNonNull(answer.header("Set-Cookie"));
    assertThat(set)
        .startsWith("__Host-extrato=")
        .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Strict")
        .doesNotContain(token);
    return set.substring(0, set.indexOf(';'));
  }

  private Served.Answered page(String path, String cookie) {
    return served.get(path).with("Cookie", cookie).send();
  }

  /** Well-formed, with no script and nothing from elsewhere. */
  private static void check(Served.Answered answer) {
    assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe", "script-src", "*");
    assertThat(answer.body())
        .doesNotContain("<script", "javascript:", "onclick", "http://", "style=");
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(answer.body().replace("<!DOCTYPE html>", ""))));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @Test
  void whoHasNotSignedIn_isSentToTheDoor() {
    for (String path : new String[] {"/", "/runs", "/runs/12345678", "/statements/2025-09"}) {
      assertThat(served.get(path).send().expect(303).header("Location")).isEqualTo("/login");
      assertThat(page(path, "__Host-extrato=guess").expect(303).header("Location"))
          .isEqualTo("/login");
    }
    check(served.get("/login").send().expect(200));
  }

  @Test
  void pages_areNotAskedForWithoutALimit_andTheLogHasThem() throws IOException {
    String cookie = cookie();
    String secret = secret(page("/", cookie).expect(200).body());
    Served.Call close = served.post("/closings", "month=no&secret=" + secret);
    close.with("Cookie", cookie);
    for (int i = 0; i < 10; i++) {
      assertThat(close.send().status()).isEqualTo(403);
    }
    check(close.send().expect(429));
    assertThat(Files.readString(home.resolve("logs").resolve("atomic_extrato.log")))
        .contains("POST /login with token ana", "GET / with token ana");
  }

  @Test
  void statement_thatCannotBeRead_isNotSaidToBeMissing() {
    String cookie = cookie();
    page("/statements/2025-10", cookie).expect(404);
    studio.execute("alter table extratos rename to extratos_away");
    studio.execute("create view extratos as select * from extratos_away");
    check(page("/statements/2025-09", cookie).expect(500));
    check(page("/", cookie).expect(500));
  }

  @Test
  void session_endsWithItsToken() {
    SetClock clock = new SetClock(operator.clock().instant());
    String shown =
        operator
            .succeed("token", "create", "--name", "day", "--scope", "read,close", "--days", "1")
            .out()
            .strip();
    served.close();
    served = Served.by(new Operator(operator.environment(), home, clock));
    token = shown;
    String cookie = cookie();
    String secret = secret(page("/", cookie).expect(200).body());

    clock.now = clock.now.plus(Duration.ofHours(25));
    assertThat(page("/", cookie).expect(303).header("Location")).isEqualTo("/login");
    served
        .post("/closings", "month=2025-10&secret=" + secret)
        .with("Cookie", cookie)
        .send()
        .expect(303);

    assertThat(operator.succeed("status").out()).doesNotContain("10/2025  closed");
  }

  private static String secret(String page) {
    Matcher secret = SECRET.matcher(page);
    assertThat(secret.find()).isTrue();
    return secret.group(1);
  }

  /** A clock that the test sets. */
  private static final class SetClock extends Clock {
    private volatile Instant now;

    SetClock(Instant now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void login_withWhatDoesNotCount_isRefusedAlike() {
    String closer = Served.token(operator, "closer", "close");
    String gone = Served.token(operator, "gone", "read");
    operator.succeed("token", "revoke", "gone");

    for (String shown : new String[] {"", "x", token + "A", closer, gone}) {
      Served.Answered answer = login(shown).send();
      assertThat(answer.status()).isIn(401, 403);
      assertThat(answer.header("Set-Cookie")).isNull();
      assertThat(answer.body()).contains("Este token não vale");
      check(answer);
    }
  }

  @Test
  void formsOfOtherSites_areRefused() {
    login(token).with("Sec-Fetch-Site", "cross-site").send().expect(403);
    login(token).with("Origin", "https://evil.example").send().expect(403);
    login(token).with("Origin", "null").send().expect(403);

    String cookie = cookie();
    served.post("/logout", "").with("Cookie", cookie).send().expect(403);
    served.post("/logout", "secret=wrong").with("Cookie", cookie).send().expect(403);
    page("/", cookie).expect(200);
  }

  @Test
  void months_showHowTheyStand_andWhatIsHeld() {
    Served.Answered answer = page("/", cookie()).expect(200);

    check(answer);
    assertThat(answer.body())
        .contains("09/2025", "fechado", "Extrato de 09/2025", "/statements/2025-09")
        .contains("R$ 100,50", "Você entrou como ana.")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Estúdio &lt;da&gt; Ana");
  }

  @Tag("slow")
  @Test
  void months_nameWhatNeedsAttention_andTheCommandThatMendsIt(StudioDatabase studio) {
    studio.execute(
        "insert into pagamentos (id, data, valor, cliente_id, artista_id, forma_pagamento)"
            + " select 999999, '2025-09-10', 10, 1, min(id), 'Pix' from users");

    String body = page("/", cookie()).expect(200).body();

    assertThat(body)
        .contains("09/2025: há registros atrasados num mês fechado")
        .contains("<code>extrato extrato --year 2025 --month 9 --force</code>");
  }

  @Tag("slow")
  @Test
  void runs_areListed_andShownInFull() {
    String cookie = cookie();
    Served.Answered list = page("/runs", cookie).expect(200);
    check(list);
    Matcher link = Pattern.compile("href=\"(/runs/[0-9a-f]{8})\"").matcher(list.body());
    assertThat(link.find()).isTrue();

    Served.Answered run = page(link.group(1), cookie).expect(200);

    check(run);
    assertThat(run.body()).contains("<dt>exit_code</dt><dd>0</dd>", "<dt>counts</dt>");
    check(page("/runs/00000000", cookie).expect(404));
    check(page("/runs/%3Cscript%3E", cookie).expect(404));
  }

  @Tag("slow")
  @Test
  void statement_isTheDocument_withItsOwnPolicy() {
    String cookie = cookie();

    Served.Answered answer = page("/statements/2025-09", cookie).expect(200);

    assertThat(answer.body()).contains("<!DOCTYPE html>", "setembro de 2025");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'; style-src 'sha256-", "frame-ancestors 'none'");
    assertThat(operator.succeed("show", "--month", "2025-09", "--html", "-").out())
        .isEqualTo(answer.body());
    check(page("/statements/2025-08", cookie).expect(404));
    check(page("/statements/..%2f2025-09", cookie).expect(404));
  }

  @Tag("slow")
  @Test
  void session_endsWithItsTokenAndWithLogout() {
    String cookie = cookie();
    Matcher secret = SECRET.matcher(page("/", cookie).expect(200).body());
    assertThat(secret.find()).isTrue();
    assertThat(
            served
                .post("/logout", "secret=" + secret.group(1))
                .with("Cookie", cookie)
                .send()
                .expect(303)
                .header("Set-Cookie"))
        .contains("Max-Age=0");
    page("/", cookie).expect(303);

    String other = cookie();
    page("/", other).expect(200);
    operator.succeed("token", "revoke", "ana");
    page("/", other).expect(303);
  }

  @Tag("slow")
  @Test
  void pages_inEnglish_speakEnglish() {
    served.close();
    served = Served.by(operator.with("EXTRATO_LANGUAGE", "en"));

    assertThat(page("/", cookie()).expect(200).body())
        .contains("<html lang=\"en\">", "Statement of 09/2025", "Deposits that are held");
  }

  @Tag("slow")
  @Test
  void closing_isShownFirst_thenDone_forWhoMay(StudioDatabase studio) {
    assertThat(page("/", cookie()).expect(200).body()).doesNotContain("/closings/");
    page("/closings/2025-09", cookie()).expect(403);
    token = Served.token(operator, "closer", "read,close");
    String cookie = cookie();
    operator.succeed("restore", "--month", "2025-09", "--force");
    assertThat(page("/", cookie).expect(200).body()).contains("href=\"/closings/2025-09\"");

    Served.Answered question = page("/closings/2025-09", cookie).expect(200);
    check(question);
    assertThat(question.body()).contains("Sim, fechar 09/2025", "<td>pagamentos</td>");
    assertThat(studio.count("extratos")).isZero();

    served
        .post("/closings", "month=2025-09&secret=guess")
        .with("Cookie", cookie)
        .send()
        .expect(403);
    Matcher secret = SECRET.matcher(question.body());
    assertThat(secret.find()).isTrue();
    String form = "month=2025-09&secret=" + secret.group(1);
    served
        .post("/closings", form)
        .with("Cookie", cookie)
        .with("Origin", "https://evil.example")
        .send()
        .expect(403);
    String run =
        Objects.requireNonNull(
            served
                .post("/closings", form)
                .with("Cookie", cookie)
                .send()
                .expect(303)
                .header("Location"));
    assertThat(run).matches("/runs/[0-9a-f]{8}");
    studio.await("exists (select from extratos)");

    check(page(run, cookie).expect(200));
    assertThat(page("/closings/2025-09", cookie).expect(200).body())
        .contains("Este mês não pode ser fechado assim.");
  }
}
