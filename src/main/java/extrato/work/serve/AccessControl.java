package extrato.work.serve;

import extrato.work.serve.tokens.Caller;
import extrato.work.serve.tokens.InvalidToken;
import extrato.work.serve.tokens.LegacyTokens;
import extrato.work.serve.tokens.Scope;
import extrato.work.serve.tokens.TokenSigner;
import extrato.work.serve.tokens.TokenTable;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through if its token is valid, has the scope, and is not used too often. Whoever
 * is refused learns only that; the reason goes to the log, the token nowhere.
 */
final class AccessControl {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final String BEARER = "Bearer ";

  /** As the web application's. */
  private static final int RUNS_A_MINUTE = 10;

  private static final int LOOKS_A_MINUTE = 120;

  private final CurrentKey key;
  private final @Nullable LegacyTokens legacy;
  private final DatabaseReader reader;
  private final RateLimit runs;
  private final RateLimit looks;
  private final RefusedTokens refused = new RefusedTokens();

  AccessControl(
      CurrentKey key, @Nullable LegacyTokens legacy, DatabaseReader reader, LongSupplier nanos) {
    this.key = key;
    this.legacy = legacy;
    this.reader = reader;
    this.runs = new RateLimit(RUNS_A_MINUTE, nanos);
    this.looks = new RateLimit(LOOKS_A_MINUTE, nanos);
  }

  /**
   * A token whose signature is right: all that can be said without the database, and so before
   * anything else of a request is read.
   *
   * @param known null for a token of the web application
   * @param by whose key signed it; null for the web application's
   * @param caller of a token of the web application, else null
   */
  record VerifiedToken(
      TokenSigner.@Nullable Signed known, @Nullable TokenSigner by, @Nullable Caller caller) {}

  VerifiedToken verify(List<String> authorization, String what) throws RefusedRequest {
    String token =
        authorization.size() == 1 && authorization.get(0).startsWith(BEARER)
            ? authorization.get(0).substring(BEARER.length())
            : "";
    if (token.isEmpty()) {
      throw unauthorized(what, authorization.isEmpty() ? "no token" : "no bearer token");
    }
    return verify(token, what);
  }

  VerifiedToken verify(String token, String what) throws RefusedRequest {
    TokenSigner signer = key.signer().orElseThrow(() -> unauthorized(what, "no key for tokens"));
    try {
      return new VerifiedToken(signer.read(token), signer, null);
    } catch (InvalidToken e) {
      return legacy(token, e, what);
    }
  }

  private VerifiedToken legacy(String token, InvalidToken own, String what) throws RefusedRequest {
    if (legacy == null) {
      throw unauthorized(what, own.reason());
    }
    try {
      return new VerifiedToken(null, null, legacy.read(token));
    } catch (InvalidToken e) {
      throw unauthorized(what, own.reason() + ", nor the web application's: " + e.reason());
    }
  }

  /** Who bears the token, when it counts and has the scope. Asks the database. */
  Caller authorize(VerifiedToken token, Route route) throws RefusedRequest {
    String what = route.described();
    Caller caller = caller(token, what);
    if (route.scopes().stream().noneMatch(caller::may)) {
      refused.add();
      log.warn("403 {}: token {} lacks the scope", what, caller.name());
      throw new RefusedRequest(
          403, "this token lacks the scope " + Scope.words(route.scopes()).replace(",", " or "));
    }
    limit(caller, what);
    return caller;
  }

  /** Notes what a token is used for; throws where that is too often. */
  void limit(Caller caller, String what) throws RefusedRequest {
    int wait = (what.startsWith("GET ") ? looks : runs).seconds(caller.id());
    if (wait > 0) {
      log.warn("429 {}: token {} asks too often", what, caller.name());
      throw new RefusedRequest(
          Answer.failure(429, "too many requests with this token; ask again in " + wait + " s")
              .with("Retry-After", String.valueOf(wait)));
    }
    log.info("{} with {}", what, caller.described());
  }

  /** Who bears the token, when it counts now: a session's was verified some time ago. */
  Caller caller(VerifiedToken token, String what) throws RefusedRequest {
    Caller read = token.caller();
    Caller caller = read == null ? onRecord(Objects.requireNonNull(token.known()), what) : read;
    if (token.by() != null && key.signer().filter(now -> now.equals(token.by())).isEmpty()) {
      throw unauthorized(what, "of a key that has ended: " + caller.id());
    }
    if (!reader.clock().instant().isBefore(caller.expires())) {
      throw unauthorized(what, "expired: " + caller.id());
    }
    return caller;
  }

  private Caller onRecord(TokenSigner.Signed signed, String what) throws RefusedRequest {
    try {
      return reader.look(
          database ->
              database.briefly(
                  handle -> {
                    try {
                      return new TokenTable(handle, reader.clock()).caller(signed);
                    } catch (InvalidToken e) {
                      throw new NotKnown(e);
                    }
                  }));
    } catch (NotKnown e) {
      throw unauthorized(what, e.getMessage() + ": " + signed.id());
    }
  }

  /** Carries a refusal through a transaction. */
  private static final class NotKnown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKnown(InvalidToken e) {
      super(e.reason(), e);
    }
  }

  private RefusedRequest unauthorized(String what, String reason) {
    refused.add(what, reason);
    return new RefusedRequest(
        Answer.failure(401, "a valid token is needed").with("WWW-Authenticate", "Bearer"));
  }

  /** How many were refused since the start. */
  long refusedTokens() {
    return refused.count();
  }
}
