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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the pages to people who have signed in, as long as their token is valid. */
final class PageAccess {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors"
          + " 'none'";

  private final DatabaseReader reader;
  private final AccessControl access;
  private final Sessions sessions;
  private final Messages messages;

  PageAccess(DatabaseReader reader, AccessControl access, Sessions sessions) {
    this.reader = reader;
    this.access = access;
    this.sessions = sessions;
    this.messages = Messages.in(reader.settings().statements().language());
  }

  /** What is shown to somebody who may see it. */
  interface Content {
    Answer of(Viewer viewer, Caller caller) throws RefusedRequest;
  }

  /** Somebody who has not signed in is sent to where one does. */
  Answer show(HttpRequest request, Scope scope, Content content) throws RefusedRequest {
    Optional<Session> session = sessions.of(request.headers().session());
    if (session.isEmpty()) {
      return elsewhere("/login");
    }
    try {
      Caller caller = caller(session.get(), request.what());
      Viewer viewer = viewer(session.get().secret(), caller.name(), caller.may(Scope.CLOSE));
      return caller.may(scope)
          ? content(content, viewer, caller)
          : page(MessagePage.missing(viewer)).as(403);
    } catch (Failure e) {
      return failed(request, e);
    }
  }

  /** What programs read as a refusal, people read as a page. */
  private static Answer content(Content content, Viewer viewer, Caller caller) {
    try {
      return content.of(viewer, caller);
    } catch (RefusedRequest e) {
      int status = e.answer().status();
      return page(status == 503 ? MessagePage.busy(viewer) : MessagePage.failed(viewer)).as(status);
    }
  }

  /** Its text may name servers and files: it is in the log. */
  private Answer failed(HttpRequest request, Failure failure) {
    log.warn("{}: {}", request.what(), failure.text());
    Viewer stranger = stranger();
    if (failure instanceof Failure.Busy) {
      return page(MessagePage.busy(stranger)).as(503);
    }
    int status = ExitCodes.status(failure.code().number());
    return page(status == 503 ? MessagePage.gone(stranger) : MessagePage.failed(stranger))
        .as(status);
  }

  /** The same for a form of a page, which nobody else can have sent. */
  Answer submit(HttpRequest request, Scope scope, Content content) throws RefusedRequest {
    checkOrigin(request);
    Optional<Session> session = sessions.of(request.headers().session());
    if (session.isPresent()) {
      byte[] sent = Form.of(request.body()).of("secret", "").getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(sent, session.get().secret().getBytes(StandardCharsets.UTF_8))) {
        throw elsewhereSent();
      }
    }
    return show(request, scope, content);
  }

  /** Asked each time: a token that was revoked meanwhile opens nothing more. */
  private Caller caller(Session session, String what) throws RefusedRequest {
    Caller caller;
    try {
      caller = access.caller(session.token(), what);
    } catch (RefusedRequest e) {
      sessions.end(session);
      throw new RefusedRequest(elsewhere("/login"));
    }
    try {
      access.limit(caller, what);
    } catch (RefusedRequest e) {
      throw new RefusedRequest(page(MessagePage.busy(stranger())).as(e.answer().status()));
    }
    return caller;
  }

  /** Signs somebody in; throws where the token does not count, or may not read. */
  Answer signIn(HttpRequest request) throws RefusedRequest {
    checkOrigin(request);
    try {
      AccessControl.VerifiedToken token =
          access.verify(Form.of(request.body()).of("token", "").strip(), request.what());
      Caller caller = access.caller(token, request.what());
      if (!caller.may(Scope.READ)) {
        throw new RefusedRequest(403, "");
      }
      log.info("{} with {}", request.what(), caller.described());
      return elsewhere("/").with("Set-Cookie", cookie(sessions.begin(token).id()));
    } catch (Failure e) {
      return failed(request, e);
    }
  }

  Answer signOut(HttpRequest request) throws RefusedRequest {
    return submit(
        request,
        Scope.READ,
        (viewer, caller) -> {
          sessions.of(request.headers().session()).ifPresent(sessions::end);
          return elsewhere("/login").with("Set-Cookie", cookie("") + "; Max-Age=0");
        });
  }

  Viewer stranger() {
    return viewer("", null, false);
  }

  private Viewer viewer(String secret, @Nullable String name, boolean mayClose) {
    Settings settings = reader.settings();
    return new Viewer(
        messages, settings.zone(), settings.statements().studioName(), name, mayClose, secret);
  }

  private static void checkOrigin(HttpRequest request) throws RefusedRequest {
    if (!request.headers().sameOrigin()) {
      throw elsewhereSent();
    }
  }

  private static RefusedRequest elsewhereSent() {
    return new RefusedRequest(403, "this form was sent from elsewhere");
  }

  static Answer page(String html) {
    return Answer.text(HTML, html).with("Content-Security-Policy", POLICY);
  }

  static Answer elsewhere(String path) {
    return Answer.text("text/plain", "").as(303).with("Location", path);
  }

  private static String cookie(String id) {
    return HttpRequest.COOKIE + "=" + id + "; Path=/; HttpOnly; Secure; SameSite=Strict";
  }
}
