package extrato.work.serve.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Signs tokens with HS256 and nothing else, and says whether one was signed so. */
final class Signature {
  private static final int LONGEST = 4096;

  private final byte[] key;

  Signature(byte[] key) {
    this.key = key.clone();
  }

  String sign(JWTClaimsSet claims) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
      token.sign(new MACSigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The claims of a token that was signed with this key and counts now. */
  JWTClaimsSet claims(String token, Instant now) throws InvalidToken {
    checkForm(token);
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (!JWSAlgorithm.HS256.equals(signed.getHeader().getAlgorithm())) {
        throw new InvalidToken("another algorithm than HS256");
      }
      if (!signed.verify(new MACVerifier(key))) {
        throw new InvalidToken("signed with another key, or changed");
      }
      JWTClaimsSet claims = signed.getJWTClaimsSet();
      checkTime(claims, now);
      return claims;
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new InvalidToken("no signed token that can be read");
    }
  }

  /** Several texts would mean the same bytes, and only one of them was given out. */
  private static void checkForm(String token) throws InvalidToken {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      throw new InvalidToken("not of a token's form");
    }
    for (String part : parts) {
      if (!isCanonical(part)) {
        throw new InvalidToken("not in canonical base64url");
      }
    }
  }

  private static boolean isCanonical(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part.getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkTime(JWTClaimsSet claims, Instant now) throws InvalidToken {
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      throw new InvalidToken("without an end");
    }
    if (!now.isBefore(expires.toInstant())) {
      throw new InvalidToken("expired");
    }
    if (isAfter(claims.getNotBeforeTime(), now) || isAfter(claims.getIssueTime(), now)) {
      throw new InvalidToken("not yet valid");
    }
  }

  /** Clocks of two machines differ by a little. */
  private static boolean isAfter(@Nullable Date begin, Instant now) {
    return begin != null && begin.toInstant().isAfter(now.plusSeconds(60));
  }
}
