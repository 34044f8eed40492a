package extrato.runs.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.settings.Language;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.SettingsReader;
import extrato.testing.WebServer;
import extrato.testing.WebServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way of telling people, by real servers and programs on this machine. */
@Timeout(60)
class ChannelsTest {
  private static final String TEXT =
      """
      monthly of 09/2025 failed (exit 4), not proven

      the backup is damaged: $(touch owned) `touch owned` "; touch owned
      → extrato backup writes a new one

      pagamentos: 5 found, 0 archived, 0 stayed, 0 deleted, 2 late
      warning: older months are still open: 08/2025
      run 3f2a91c4 on estudio, production, version 5.0.0, began 2025-10-01T05:00:00Z, took 1234 ms
      """;

  @TempDir Path folder;
  private final WebServer web = WebServer.start();
  private final Map<String, String> environment = new HashMap<>();

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void mail_byAServer_saysWhatHappened() throws Exception {
    GreenMail server = mailServer();
    try {
      set("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org, rui@example.org");
      set("EXTRATO_NOTIFY_MAIL_FROM", "extrato@example.org");
      set("EXTRATO_NOTIFY_MAIL_VIA", "smtp://127.0.0.1:" + server.getSmtp().getPort());

      assertThat(send(failure())).isEmpty();

      assertThat(server.getReceivedMessages()).hasSize(2);
      MimeMessage mail = server.getReceivedMessages()[0];
      assertThat(mail.getSubject())
          .isEqualTo("extrato production: monthly of 09/2025 failed (exit 4)");
      assertThat(mail.getFrom()[0]).hasToString("extrato@example.org");
      assertThat(mail.getAllRecipients()).hasSize(2);
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(String.valueOf(mail.getContent()).replace("\r\n", "\n").strip())
          .isEqualTo(TEXT.strip());
    } finally {
      server.stop();
    }
  }

  @Test
  void mail_withALogin_isTakenOnlyWithTheRightOne() {
    GreenMail server = mailServer();
    try {
      server.setUser("ana@example.org", "ana", "p@ss");
      server.getUserManager().setAuthRequired(true);
      set("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org");
      String at = "@127.0.0.1:" + server.getSmtp().getPort();
      set("EXTRATO_NOTIFY_MAIL_VIA", "smtp://ana:p%40ss" + at);
      assertThat(send(failure())).isEmpty();
      assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).contains("3f2a91c4");

      set("EXTRATO_NOTIFY_MAIL_VIA", "smtp://ana:segredo" + at);
      assertThat(send(failure()))
          .containsExactly("notice by mail not delivered: 127.0.0.1 does not take the login");
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  /** It could be read on the way. */
  @Test
  void mail_withALogin_toAnotherMachine_goesOnlyEncrypted() throws IOException {
    String address = addressInANetwork();
    GreenMail server = new GreenMail(new ServerSetup(0, address, ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      set("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org");
      String to = address + ":" + server.getSmtp().getPort();
      set("EXTRATO_NOTIFY_MAIL_VIA", "smtp://ana:p%40ss@" + to);
      assertThat(send(failure()))
          .singleElement()
          .asString()
          .startsWith("notice by mail not delivered: " + address);
      assertThat(server.getReceivedMessages()).isEmpty();

      set("EXTRATO_NOTIFY_MAIL_VIA", "smtp://" + to);
      assertThat(send(failure())).isEmpty();
      assertThat(server.getReceivedMessages()).hasSize(1);
    } finally {
      server.stop();
    }
  }

  private static String addressInANetwork() throws IOException {
    Optional<String> address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(it -> it instanceof Inet4Address && !it.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .findFirst();
    assumeThat(address).as("this machine's address in a network").isPresent();
    return address.orElseThrow();
  }

  @Test
  void mail_bySendmail_isAMessageWithItsRecipients() throws IOException {
    Path sent = folder.resolve("sent");
    set("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org");
    set("EXTRATO_NOTIFY_MAIL_VIA", script("echo \"$@\" >" + sent + "; cat >>" + sent));

    assertThat(send(failure())).isEmpty();

    assertThat(sent)
        .content()
        .startsWith("-i -t\n")
        .contains("\nTo: ana@example.org\n")
        .contains("\nSubject: extrato production: monthly of 09/2025 failed (exit 4)\n")
        .contains("run 3f2a91c4 on estudio")
        .doesNotContain("\r");
  }

  @Test
  void webhook_getsTheRunsJsonSigned() throws Exception {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook?k=1"));
    set("EXTRATO_NOTIFY_WEBHOOK_SECRET", "segredo");

    assertThat(send(failure())).isEmpty();

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("segredo".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    WebServer.Request request = web.requests().get(0);
    assertThat(request.line()).isEqualTo("POST /hook?k=1");
    assertThat(request.body()).isEqualTo("{\"run_id\":\"3f2a91c4\",\"á\":1}");
    assertThat(request.header("X-Extrato-Event")).isEqualTo("failure");
    assertThat(request.header("X-Extrato-Signature-256"))
        .isEqualTo(
            "sha256="
                + HexFormat.of()
                    .formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void webhook_withoutASecret_isNotSigned() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));

    send(failure());

    assertThat(web.requests().get(0).header("X-Extrato-Signature-256")).isNull();
  }

  @Test
  void webhook_thatFailsOnce_isAskedAgain() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
    web.answering(500, 200);

    assertThat(send(failure())).isEmpty();
    assertThat(web.lines()).containsExactly("POST /hook", "POST /hook");
  }

  @Test
  void webhook_thatAlwaysFails_isGivenUp() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/segredo"));
    web.answering(503);

    assertThat(send(failure()))
        .containsExactly("notice by webhook not delivered: 127.0.0.1 answered 503");
    assertThat(web.requests()).hasSize(3);
  }

  @Test
  void webhook_thatIsNotThere_isAskedOnce() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
    web.answering(404);

    assertThat(send(failure()))
        .containsExactly("notice by webhook not delivered: 127.0.0.1 answered 404");
    assertThat(web.requests()).hasSize(1);
  }

  @Test
  void webhook_thatRefuses_isNamedWithoutItsSecret() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    set("EXTRATO_NOTIFY_WEBHOOK", "http://127.0.0.1:" + nobody + "/segredo");

    assertThat(send(failure()))
        .containsExactly(
            "notice by webhook not delivered: 127.0.0.1 does not answer: no connection");
  }

  @Test
  void webhook_thatHangs_isWaitedForNoLongerThanTheLimit() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
    set("EXTRATO_NOTIFY_TIMEOUT", "1s");
    web.answering(request -> Answer.NEVER);
    long began = System.nanoTime();

    assertThat(send(failure())).singleElement().asString().contains("notice by webhook");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void channels_thatHang_keepNoOtherFromSending() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
    set("EXTRATO_NOTIFY_TIMEOUT", "2s");
    Path told = folder.resolve("told");
    set("EXTRATO_NOTIFY_COMMAND", script("cat >" + told));
    web.answering(request -> Answer.NEVER);

    assertThat(send(failure())).singleElement().asString().contains("notice by webhook");
    assertThat(told).usingCharset(StandardCharsets.UTF_8).hasContent(TEXT);
  }

  @Test
  void channels_whileASignalComes_areGivenUp() throws InterruptedException {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
    CountDownLatch asked = new CountDownLatch(1);
    web.answering(
        request -> {
          asked.countDown();
          return Answer.NEVER;
        });
    Thread main = Thread.currentThread();
    Thread signal =
        new Thread(
            () -> {
              try {
                asked.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              main.interrupt();
            });
    signal.start();

    assertThat(send(failure())).containsExactly("notices given up: a signal came");
    signal.join();
  }

  @Test
  void issue_ofAMonthThatHasNone_isOpened() {
    issues();
    web.answering(request -> new Answer(200, "[]"));

    assertThat(send(failure())).isEmpty();

    assertThat(web.lines())
        .containsExactly(
            "GET /repos/studio/books/issues?state=open&per_page=100&page=1",
            "POST /repos/studio/books/issues");
    assertThat(web.requests().get(0).header("Authorization")).isEqualTo("Bearer ghp_segredo");
    assertThat(web.requests().get(1).body())
        .contains("\"title\":\"Extrato production: month 09/2025 needs attention\"")
        .contains("the backup is damaged", "run 3f2a91c4 on estudio")
        .doesNotContain("segredo");
  }

  @Test
  void issue_ofAMonthThatHasOne_getsAComment() {
    issues();
    web.answering(request -> new Answer(200, open(7)));

    assertThat(send(failure())).isEmpty();

    assertThat(web.lines().subList(1, web.lines().size()))
        .containsExactly("POST /repos/studio/books/issues/7/comments");
  }

  @Test
  void issue_ofAMonthThatIsClosedNow_isClosed() {
    issues();
    web.answering(request -> new Answer(200, open(7)));

    assertThat(send(notice(NoticeKind.FINE, ExitCode.DONE, 0))).isEmpty();

    assertThat(web.lines().subList(1, web.lines().size()))
        .containsExactly(
            "POST /repos/studio/books/issues/7/comments", "PATCH /repos/studio/books/issues/7");
    assertThat(web.requests().get(2).body()).isEqualTo("{\"state\":\"closed\"}");
  }

  @Test
  void issue_beyondTheFirstPage_isFound() {
    issues();
    String other = "{\"title\": \"another\", \"number\": 1}";
    String full = "[" + String.join(",", java.util.Collections.nCopies(100, other)) + "]";
    web.answering(request -> new Answer(200, request.target().endsWith("page=1") ? full : open(7)));

    assertThat(send(failure())).isEmpty();

    assertThat(web.lines())
        .hasSize(3)
        .last()
        .isEqualTo("POST /repos/studio/books/issues/7/comments");
  }

  @Test
  void ping_saysStartAndEndOfTheSameRun() {
    set("EXTRATO_NOTIFY_PING", web.address("/uuid"));
    Channels channels = channels();

    channels.started(RunCommand.MONTHLY, "3f2a91c4");
    assertThat(channels.send(failure())).isEmpty();
    assertThat(channels.send(notice(NoticeKind.FINE, ExitCode.DONE, 0))).isEmpty();

    assertThat(web.lines())
        .extracting(line -> line.replaceAll("rid=[0-9a-f-]{36}", "RID"))
        .containsExactly("POST /uuid/start?RID", "POST /uuid/fail?RID", "POST /uuid?RID");
    assertThat(web.lines().stream().map(l -> l.substring(l.indexOf("rid="))).distinct()).hasSize(1);
    assertThat(web.requests().get(1).body()).isEqualTo(TEXT);
  }

  /** Neither a sign of life for the monitor nor an issue that somebody would have to close. */
  @Test
  void aTest_makesNobodyCome() {
    set("EXTRATO_NOTIFY_PING", web.address("/uuid"));
    set("EXTRATO_NOTIFY_ISSUES", "studio/books");
    set("EXTRATO_NOTIFY_ISSUES_TOKEN", "ghp_x");
    set("EXTRATO_NOTIFY_ISSUES_API", web.address(""));
    WebServer answering = web.answering(request -> new Answer(200, "[]"));

    assertThat(Channels.of(settings(), Set.of()).test(failure()))
        .extracting(Channels.Tried::name, Channels.Tried::trouble)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("ping", ""),
            org.assertj.core.groups.Tuple.tuple("issue", ""));

    assertThat(answering.lines())
        .extracting(line -> line.replaceAll("\\?.*", ""))
        .containsExactlyInAnyOrder("POST /uuid/log", "GET /repos/studio/books/issues");
  }

  @Test
  void command_getsTheFactsAsTheyAre() throws IOException {
    Path told = folder.resolve("told");
    set(
        "EXTRATO_NOTIFY_COMMAND",
        script("env | grep ^NOTICE_ | sort >" + told + "; cat >>" + told));

    assertThat(send(failure())).isEmpty();

    assertThat(told)
        .usingCharset(StandardCharsets.UTF_8)
        .hasContent(
            """
            NOTICE_COMMAND=monthly
            NOTICE_ENVIRONMENT=production
            NOTICE_EVENT=failure
            NOTICE_EXIT_CODE=4
            NOTICE_HINT=extrato backup writes a new one
            NOTICE_HOST=estudio
            NOTICE_LATE=2
            NOTICE_MESSAGE=the backup is damaged: $(touch owned) `touch owned` "; touch owned
            NOTICE_MONTH=2025-09
            NOTICE_OUTCOME=not_proven
            NOTICE_RECORDS=5
            NOTICE_RUN_ID=3f2a91c4
            NOTICE_SUBJECT=extrato production: monthly of 09/2025 failed (exit 4)
            """
                + TEXT);
    assertThat(folder.resolve("owned")).doesNotExist();
    assertThat(Path.of("owned")).doesNotExist();
  }

  @Test
  void command_hasNoSecretInItsEnvironment() {
    Path told = folder.resolve("told");
    set("EXTRATO_NOTIFY_COMMAND", script("env >" + told));

    Channels.of(settings(), Set.of("PATH")).send(failure());

    assertThat(told).content().contains("NOTICE_RUN_ID").doesNotContain(System.getenv("PATH"));
  }

  @Test
  void command_thatFails_isNamed() {
    String command = script("exit 3");
    set("EXTRATO_NOTIFY_COMMAND", command);

    assertThat(send(failure()))
        .containsExactly("notice by command not delivered: " + command + " ended with exit 3");
  }

  @Test
  void command_thatHangs_isEnded() throws IOException {
    Path pid = folder.resolve("pid");
    set("EXTRATO_NOTIFY_COMMAND", script("echo $$ >" + pid + "; exec sleep 300"));
    set("EXTRATO_NOTIFY_TIMEOUT", "1s");

    assertThat(send(failure()))
        .containsExactly(
            "notice by command not delivered: no answer within 1 s (EXTRATO_NOTIFY_TIMEOUT)");
    long process = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(process).ifPresent(it -> it.onExit().join());
    assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void channels_sendOnlyWhatWasAskedFor() {
    set("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));

    send(notice(NoticeKind.SUCCESS, ExitCode.DONE, 0));
    send(notice(NoticeKind.FINE, ExitCode.DONE, 0));
    assertThat(web.lines()).isEmpty();

    send(notice(NoticeKind.LATE, ExitCode.DONE, 2));
    set("EXTRATO_NOTIFY_ON", "success");
    send(notice(NoticeKind.SUCCESS, ExitCode.DONE, 0));
    assertThat(web.requests())
        .extracting(request -> request.header("X-Extrato-Event"))
        .containsExactly("late", "success");
  }

  private void issues() {
    set("EXTRATO_NOTIFY_ISSUES", "studio/books");
    set("EXTRATO_NOTIFY_ISSUES_TOKEN", "ghp_segredo");
    set("EXTRATO_NOTIFY_ISSUES_API", web.address(""));
  }

  /** An issue of the month, after one of another month and a pull request of the same name. */
  private static String open(int number) {
    String title = "\"title\": \"Extrato production: month %s needs attention\"";
    return String.format(
        Locale.ROOT,
        "[{%s, \"number\": 5}, {%s, \"number\": 6, \"pull_request\": {}}, {%s, \"number\": %d}]",
        String.format(Locale.ROOT, title, "08/2025"),
        String.format(Locale.ROOT, title, "09/2025"),
        String.format(Locale.ROOT, title, "09/2025"),
        number);
  }

  private static GreenMail mailServer() {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  private void set(String name, String value) {
    environment.put(name, value);
  }

  private String script(String text) {
    try {
      Path script = Files.writeString(folder.resolve("script.sh"), "#!/bin/sh\n" + text + "\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
      return script.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private NoticeSettings settings() {
    return new SettingsReader().read(Map.of(), environment, folder, folder).monitoring().notices();
  }

  private Channels channels() {
    return Channels.of(settings(), Set.of());
  }

  private List<String> send(Notice notice) {
    return channels().send(notice);
  }

  private static Notice failure() {
    return notice(NoticeKind.FAILURE, ExitCode.NOT_PROVEN, 2);
  }

  private static Notice notice(NoticeKind kind, ExitCode code, int late) {
    return new Notice(
        kind,
        new Notice.About(
            RunCommand.MONTHLY,
            new Month(2025, 9),
            "3f2a91c4",
            Instant.parse("2025-10-01T05:00:00Z"),
            Duration.ofMillis(1234)),
        new Notice.End(
            code == ExitCode.DONE ? Outcome.ALREADY_CLOSED : Outcome.NOT_PROVEN,
            code.number(),
            "the backup is damaged: $(touch owned) `touch owned` \"; touch owned",
            "extrato backup writes a new one",
            Map.of("pagamentos", new TableCounts(5, 0, 0, 0, late)),
            List.of("older months are still open: 08/2025")),
        new Notice.Sender("estudio", "production", "5.0.0"),
        "{\"run_id\":\"3f2a91c4\",\"á\":1}",
        Language.ENGLISH);
  }
}
