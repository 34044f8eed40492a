package extrato.work.serve.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import extrato.support.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Set;

/**
 * Knows the web application's service token, for the time of the move. The same key signs people's
 * logins, so only the service account counts, and it may do what its workflow does.
 */
public final class LegacyTokens {
  private static final String SERVICE_ACCOUNT = "999";
  private static final Set<Scope> SCOPES = Set.of(Scope.BACKUP, Scope.CLOSE);

  private final Signature signature;
  private final Clock clock;

  /**
   * @param secret the application's {@code JWT_SECRET_KEY}
   */
  public LegacyTokens(String secret, Clock clock) {
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (key.length < KeyFile.SHORTEST) {
      throw new Failure.Unfit(
          "JWT_SECRET_KEY has fewer than 32 bytes: anybody could find it out and sign tokens",
          "set EXTRATO_SERVE_LEGACY_TOKENS=false, and give the workflow a token of `extrato token"
              + " create`");
    }
    this.signature = new Signature(key);
    this.clock = clock;
  }

  public Caller read(String token) throws InvalidToken {
    JWTClaimsSet claims = signature.claims(token, clock.instant());
    try {
      if (!SERVICE_ACCOUNT.equals(claims.getClaim("sub"))) {
        throw new InvalidToken("of the web application, and not of its service account");
      }
      if (!"access".equals(claims.getStringClaim("type"))) {
        throw new InvalidToken("of the web application, and not for access");
      }
    } catch (ParseException e) {
      throw new InvalidToken("of the web application, with claims that cannot be read");
    }
    return new Caller(
        "legacy",
        "the web application's service account",
        SCOPES,
        claims.getExpirationTime().toInstant());
  }
}
