package extrato.work.serve;

import extrato.support.failure.Failure;
import extrato.support.messages.Messages;
import extrato.support.settings.Settings;
import extrato.work.serve.Sessions.Session;
import extrato.work.serve.pages.MessagePage;
import extrato.work.serve.pages.Viewer;
import extrato.work.serve.tokens.Caller;
import extrato.work.serve.tokens.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who looks at the pages: signed in, with a token that still counts. */
final class Visitors {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  private final Books books;
  private final Gate gate;
  private final Sessions sessions;
  private final Messages messages;

  Visitors(Books books, Gate gate, Sessions sessions) {
    this.books = books;
    this.gate = gate;
    this.sessions = sessions;
    this.messages = Messages.in(books.settings().statements().language());
  }

  /** What is shown to somebody who may see it. */
  interface Content {
    Answer of(Viewer viewer, Caller caller) throws Refusal;
  }

  /** Somebody who has not signed in is sent to where one does. */
  Answer shown(Asked asked, Scope scope, Content content) throws Refusal {
    Optional<Session> session = sessions.of(asked.said().session());
    if (session.isEmpty()) {
      return elsewhere("/login");
    }
    try {
      Caller caller = caller(session.get());
      Viewer viewer = viewer(session.get().secret(), caller.name(), caller.may(Scope.CLOSE));
      return caller.may(scope)
          ? content.of(viewer, caller)
          : page(MessagePage.missing(viewer)).as(403);
    } catch (Failure e) {
      org.slf4j.LoggerFactory.getLogger("extrato.serve").warn("a page: {}", e.text());
      return page(MessagePage.gone(stranger())).as(503);
    }
  }

  /** The same for a form of a page, which nobody else can have sent. */
  Answer sent(Asked asked, Scope scope, Content content) throws Refusal {
    checkOrigin(asked);
    Optional<Session> session = sessions.of(asked.said().session());
    if (session.isPresent()) {
      byte[] sent = Form.of(asked.body()).of("secret", "").getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(sent, session.get().secret().getBytes(StandardCharsets.UTF_8))) {
        throw elsewhereSent();
      }
    }
    return shown(asked, scope, content);
  }

  /** Asked each time: a token that was revoked meanwhile opens nothing more. */
  private Caller caller(Session session) throws Refusal {
    try {
      return gate.caller(session.token(), "a page");
    } catch (Refusal e) {
      sessions.end(session);
      throw new Refusal(elsewhere("/login"));
    }
  }

  /** Signs somebody in; throws where the token does not count, or may not read. */
  Answer signIn(Asked asked) throws Refusal {
    checkOrigin(asked);
    Gate.Shown token = gate.shown(Form.of(asked.body()).of("token", "").strip(), "POST /login");
    if (!gate.caller(token, "POST /login").may(Scope.READ)) {
      throw new Refusal(403, "");
    }
    return elsewhere("/").with("Set-Cookie", cookie(sessions.begin(token).id()));
  }

  Answer signOut(Asked asked) throws Refusal {
    return sent(
        asked,
        Scope.READ,
        (viewer, caller) -> {
          sessions.of(asked.said().session()).ifPresent(sessions::end);
          return elsewhere("/login").with("Set-Cookie", cookie("") + "; Max-Age=0");
        });
  }

  Viewer stranger() {
    return viewer("", null, false);
  }

  private Viewer viewer(String secret, @Nullable String name, boolean mayClose) {
    Settings settings = books.settings();
    return new Viewer(
        messages, settings.zone(), settings.statements().studioName(), name, mayClose, secret);
  }

  private static void checkOrigin(Asked asked) throws Refusal {
    if (!asked.said().sameOrigin()) {
      throw elsewhereSent();
    }
  }

  private static Refusal elsewhereSent() {
    return new Refusal(403, "this form was sent from elsewhere");
  }

  static Answer page(String html) {
    return Answer.text(HTML, html).with("Content-Security-Policy", POLICY);
  }

  static Answer elsewhere(String path) {
    return Answer.text("text/plain", "").as(303).with("Location", path);
  }

  private static String cookie(String id) {
    return Asked.COOKIE + "=" + id + "; Path=/; HttpOnly; Secure; SameSite=Strict";
  }
}
