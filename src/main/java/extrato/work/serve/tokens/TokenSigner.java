package extrato.work.serve.tokens;

import com.nimbusds.jwt.JWTClaimsSet;
import extrato.support.failure.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Signs this tool's tokens, and recognizes them. */
public final class TokenSigner {
  private static final String AUDIENCE = "extrato";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final Signature signature;
  private final Clock clock;

  public TokenSigner(byte[] key, Clock clock) {
    this.signature = new Signature(key);
    this.clock = clock;
  }

  /**
   * A token that was signed with this key.
   *
   * @param digest by which it is known again in the database
   */
  public record Signed(String id, Set<Scope> scopes, Instant expires, String digest) {
    public Signed {
      scopes = Set.copyOf(scopes);
    }
  }

  public String sign(String id, String name, Set<Scope> scopes, Instant expires) {
    return signature.sign(
        new JWTClaimsSet.Builder()
            .jwtID(id)
            .subject(name)
            .audience(AUDIENCE)
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(expires))
            .claim("scope", String.join(" ", Scope.list(scopes)))
            .build());
  }

  /** What a token says, when it was signed with this key for this tool and counts now. */
  public Signed read(String token) throws InvalidToken {
    JWTClaimsSet claims = signature.claims(token, clock.instant());
    if (!List.of(AUDIENCE).equals(claims.getAudience())) {
      throw new InvalidToken("for another audience");
    }
    String id = claims.getJWTID();
    if (id == null || !ID.matcher(id).matches()) {
      throw new InvalidToken("without an id");
    }
    return new Signed(id, scopes(claims), claims.getExpirationTime().toInstant(), digest(token));
  }

  private static Set<Scope> scopes(JWTClaimsSet claims) throws InvalidToken {
    try {
      String scope = claims.getStringClaim("scope");
      if (scope == null) {
        throw new InvalidToken("without a scope");
      }
      return Scope.parse(scope);
    } catch (ParseException | Failure.BadArguments e) {
      throw new InvalidToken("with a scope that there is not");
    }
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
