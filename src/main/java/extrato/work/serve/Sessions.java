package extrato.work.serve;

import extrato.work.serve.AccessControl.VerifiedToken;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who has signed in to the pages. Kept in the memory alone; the token itself is not, only what was
 * read from it.
 */
final class Sessions {
  private static final long LONGEST = TimeUnit.HOURS.toNanos(12);
  private static final int MOST = 1000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final LongSupplier nanos;

  Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Somebody who has signed in.
   *
   * @param id what the cookie holds
   * @param secret what the session's forms hold, which another site cannot know
   */
  record Session(String id, String secret, VerifiedToken token, long since) {}

  synchronized Session begin(VerifiedToken token) {
    sessions.values().removeIf(this::isOver);
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    Session session = new Session(random(), random(), token, nanos.getAsLong());
    sessions.put(session.id(), session);
    return session;
  }

  synchronized Optional<Session> of(String id) {
    return Optional.ofNullable(sessions.get(id)).filter(session -> !isOver(session));
  }

  synchronized void end(Session session) {
    sessions.remove(session.id());
  }

  private boolean isOver(Session session) {
    return nanos.getAsLong() - session.since() > LONGEST;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
