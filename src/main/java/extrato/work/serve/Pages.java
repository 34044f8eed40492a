package extrato.work.serve;

import extrato.postgres.Snapshot;
import extrato.runs.RecordedRun;
import extrato.runs.RunHistory;
import extrato.support.failure.Failure;
import extrato.support.messages.Messages;
import extrato.support.settings.Settings;
import extrato.work.overview.Overview;
import extrato.work.serve.Sessions.Session;
import extrato.work.serve.pages.LoginPage;
import extrato.work.serve.pages.MessagePage;
import extrato.work.serve.pages.MonthsPage;
import extrato.work.serve.pages.RunsPage;
import extrato.work.serve.pages.Viewer;
import extrato.work.serve.tokens.Caller;
import extrato.work.serve.tokens.Scope;
import extrato.work.wallet.Accounts;
import extrato.work.wallet.OpenHold;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The pages for people, behind a token that may read. */
final class Pages {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";
  private static final int RUNS = 50;

  private final Books books;
  private final Gate gate;
  private final Sessions sessions;
  private final StatementPages statements;
  private final Messages messages;

  Pages(Books books, Gate gate, Sessions sessions, StatementPages statements) {
    this.books = books;
    this.gate = gate;
    this.sessions = sessions;
    this.statements = statements;
    this.messages = Messages.in(books.settings().statements().language());
  }

  /** {@code GET /}. */
  Answer months(Asked asked) throws Refusal {
    return shown(
        asked,
        viewer -> {
          Seen seen = books.look(database -> database.read(this::look));
          return page(MonthsPage.of(viewer, seen.overview(), seen.holds()));
        });
  }

  private record Seen(Overview overview, List<OpenHold> holds) {}

  private Seen look(Snapshot snapshot) {
    return new Seen(
        Overview.of(snapshot, books.settings(), books.clock()).of(null),
        snapshot.hasWallet() ? new Accounts(snapshot).openHolds() : List.of());
  }

  /** {@code GET /runs}. */
  Answer runs(Asked asked) throws Refusal {
    return shown(
        asked,
        viewer ->
            page(
                RunsPage.of(
                    viewer,
                    books.look(
                        database ->
                            database.read(snapshot -> RunHistory.newest(snapshot, null, RUNS))))));
  }

  /** {@code GET /runs/ID}. */
  Answer run(Asked asked) throws Refusal {
    return shown(
        asked,
        viewer -> {
          Optional<RecordedRun> run =
              books.look(
                  database -> database.read(snapshot -> RunHistory.of(snapshot, asked.rest())));
          return run.map(one -> page(RunsPage.one(viewer, one)))
              .orElseGet(() -> page(MessagePage.missing(viewer)).as(404));
        });
  }

  /** {@code GET /statements/2025-09}: the document of that month, as {@code show --html} has it. */
  Answer statement(Asked asked) throws Refusal {
    return shown(
        asked,
        viewer ->
            statements.of(asked.rest()).orElseGet(() -> page(MessagePage.missing(viewer)).as(404)));
  }

  /** {@code GET /login}. */
  Answer login(Asked asked) {
    return page(LoginPage.of(viewer("", null), false));
  }

  /** {@code POST /login}. */
  Answer signIn(Asked asked) throws Refusal {
    checkOrigin(asked);
    String token = Form.of(asked.body()).of("token", "").strip();
    try {
      Gate.Shown shown = gate.shown(token, "POST /login");
      if (!gate.caller(shown, "POST /login").may(Scope.READ)) {
        throw new Refusal(403, "");
      }
      return elsewhere("/").with("Set-Cookie", cookie(sessions.begin(shown).id()));
    } catch (Refusal e) {
      return page(LoginPage.of(viewer("", null), true)).as(e.answer().status());
    }
  }

  /** {@code POST /logout}. */
  Answer signOut(Asked asked) throws Refusal {
    checkOrigin(asked);
    Optional<Session> session = sessions.of(asked.said().session());
    if (session.isPresent()) {
      checkSecret(session.get(), Form.of(asked.body()));
      sessions.end(session.get());
    }
    return elsewhere("/login").with("Set-Cookie", cookie("") + "; Max-Age=0");
  }

  private Answer shown(Asked asked, Function<Viewer, Answer> content) throws Refusal {
    Optional<Session> session = sessions.of(asked.said().session());
    if (session.isEmpty()) {
      return elsewhere("/login");
    }
    try {
      // Asked each time: a token that was revoked meanwhile opens nothing more.
      Caller caller = gate.caller(session.get().token(), "a page");
      return content.apply(viewer(session.get().secret(), caller.name()));
    } catch (Refusal e) {
      sessions.end(session.get());
      return elsewhere("/login");
    } catch (Failure e) {
      org.slf4j.LoggerFactory.getLogger("extrato.serve").warn("a page: {}", e.text());
      return page(MessagePage.gone(viewer(session.get().secret(), "–"))).as(503);
    }
  }

  private Viewer viewer(String secret, @org.jspecify.annotations.Nullable String name) {
    Settings settings = books.settings();
    return new Viewer(messages, settings.zone(), settings.statements().studioName(), name, secret);
  }

  /** A form of another site can send anything but this. */
  private static void checkOrigin(Asked asked) throws Refusal {
    if (!asked.said().sameOrigin()) {
      throw new Refusal(403, "this form was sent from elsewhere");
    }
  }

  private static void checkSecret(Session session, Form form) throws Refusal {
    byte[] sent = form.of("secret", "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(sent, session.secret().getBytes(StandardCharsets.UTF_8))) {
      throw new Refusal(403, "this form was sent from elsewhere");
    }
  }

  private static Answer page(String html) {
    return Answer.text(HTML, html).with("Content-Security-Policy", POLICY);
  }

  private static Answer elsewhere(String path) {
    return Answer.text("text/plain", "").as(303).with("Location", path);
  }

  private static String cookie(String id) {
    return Asked.COOKIE + "=" + id + "; Path=/; HttpOnly; Secure; SameSite=Strict";
  }
}
