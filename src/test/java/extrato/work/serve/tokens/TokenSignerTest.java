package extrato.work.serve.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import extrato.support.failure.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens count, and which do not. */
class TokenSignerTest {
  private static final Instant NOW = Instant.parse("2025-10-05T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final String ID = "00112233445566aa";
  private static final long LATER = NOW.plus(Duration.ofDays(1)).getEpochSecond();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. ";

  private final TokenSigner bearer = new TokenSigner(KEY, CLOCK);
  private final String token =
      bearer.sign(ID, "workflow", Set.of(Scope.BACKUP, Scope.CLOSE), NOW.plus(Duration.ofDays(1)));

  private String refusal(String text) {
    InvalidToken refused = catchThrowableOfType(InvalidToken.class, () -> bearer.read(text));
    assertThat(refused).as("it is refused: " + text).isNotNull();
    assertThat(refused.reason()).isNotEmpty();
    assertThat(text.isEmpty() || !refused.reason().contains(text)).isTrue();
    return refused.reason();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** A token with any payload, well signed with this key. */
  private static String signed(String payload, byte[] key, JWSAlgorithm algorithm)
      throws Exception {
    JWSObject object = new JWSObject(new JWSHeader(algorithm), new Payload(payload));
    object.sign(new MACSigner(key));
    return object.serialize();
  }

  private static String signed(String payload) throws Exception {
    return signed(payload, KEY, JWSAlgorithm.HS256);
  }

  private static String claims(String exp, String aud, String jti, String scope, String more) {
    return "{\"exp\":"
        + exp
        + ",\"aud\":"
        + aud
        + ",\"jti\":"
        + jti
        + ",\"scope\":"
        + scope
        + more
        + "}";
  }

  @Test
  void read_aTokenOfThisKey_saysWhatItIs() throws InvalidToken {
    TokenSigner.Signed signed = bearer.read(token);

    assertThat(signed.id()).isEqualTo(ID);
    assertThat(signed.scopes()).containsExactlyInAnyOrder(Scope.BACKUP, Scope.CLOSE);
    assertThat(signed.expires()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void read_withoutASignature_isRefused() {
    String payload = token.split("\\.", -1)[1];
    for (String header :
        new String[] {
          "{\"alg\":\"none\"}", "{\"alg\":\"NONE\"}", "{\"alg\":\"None\",\"typ\":\"JWT\"}", "{}"
        }) {
      refusal(encoded(header) + "." + payload + ".");
      refusal(encoded(header) + "." + payload + "." + token.split("\\.", -1)[2]);
      refusal(encoded(header) + "." + payload);
    }
  }

  @Test
  void read_ofAnotherKeyOrAlgorithm_isRefused() throws Exception {
    byte[] other = "another key of this length, 64 b".getBytes(UTF_8);
    String good = claims("" + LATER, "\"extrato\"", "\"" + ID + "\"", "\"close\"", "");
    assertThat(bearer.read(signed(good)).id()).isEqualTo(ID);

    assertThat(refusal(signed(good, other, JWSAlgorithm.HS256))).contains("another key");
    byte[] longer = new String(KEY, UTF_8).repeat(2).getBytes(UTF_8);
    assertThat(refusal(signed(good, longer, JWSAlgorithm.HS512))).contains("algorithm");
    assertThat(refusal(signed(good, longer, JWSAlgorithm.HS384))).contains("algorithm");
    refusal(encoded("{\"alg\":\"RS256\"}") + "." + encoded(good) + "." + token.split("\\.", -1)[2]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1759665599 | \"extrato\" | \"00112233445566aa\" | \"close\" | | expired",
        "1759665600 | \"extrato\" | \"00112233445566aa\" | \"close\" | | expired",
        "null | \"extrato\" | \"00112233445566aa\" | \"close\" | | without an end",
        "\"soon\" | \"extrato\" | \"00112233445566aa\" | \"close\" | | read",
        "1759752000 | \"other\" | \"00112233445566aa\" | \"close\" | | audience",
        "1759752000 | null | \"00112233445566aa\" | \"close\" | | audience",
        "1759752000 | [\"extrato\",\"other\"] | \"00112233445566aa\" | \"close\" | | audience",
        "1759752000 | \"extrato\" | null | \"close\" | | without an id",
        "1759752000 | \"extrato\" | \"../x\" | \"close\" | | without an id",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | null | | without a scope",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"root\" | | scope",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"\" | | scope",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | [\"close\"] | | scope",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"close\" | ,\"nbf\":1759665700 | not"
            + " yet",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"close\" | ,\"iat\":1759665700 | not"
            + " yet",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"read\" | ,\"scope\":\"close\" | read",
        "1759752000 | \"extrato\" | \"00112233445566aa\" | \"read\" | ,\"exp\":1959752000 | read",
      })
  void read_wellSignedWithWrongClaims_isRefused(
      String exp, String aud, String jti, String scope, String more, String reason)
      throws Exception {
    assertThat(refusal(signed(claims(exp, aud, jti, scope, more == null ? "" : more))))
        .contains(reason);
  }

  @Test
  void read_payloadThatIsNoObject_isRefused() throws Exception {
    for (String payload : new String[] {"", "[]", "1", "null", "{", "\"x\""}) {
      refusal(signed(payload));
    }
  }

  /** Of the last character, two bits are in no byte: four characters mean the same signature. */
  @Test
  void read_everyOtherLastCharacter_isRefused() {
    char last = token.charAt(token.length() - 1);
    ALPHABET
        .chars()
        .filter(c -> c != last)
        .forEach(c -> refusal(token.substring(0, token.length() - 1) + (char) c));
  }

  @Test
  void read_anyChangedToken_isRefused() {
    Random random = new Random(19);
    for (int i = 0; i < 10_000; i++) {
      String changed = changed(random);
      if (!changed.equals(token)) {
        refusal(changed);
      }
    }
  }

  private String changed(Random random) {
    StringBuilder text = new StringBuilder(token);
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(text.length());
      char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, c);
        case 1 -> text.insert(at, c);
        case 2 -> text.deleteCharAt(at);
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  @Test
  void read_whatIsFarTooLong_isRefused() {
    assertThat(refusal(token + "A".repeat(5000))).contains("form");
    assertThat(refusal("")).contains("form");
    assertThat(refusal("..")).isNotEmpty();
  }

  @Test
  void legacy_theServiceAccountAlone_counts() throws Exception {
    LegacyTokens legacy = new LegacyTokens(new String(KEY, UTF_8), CLOCK);
    String form = "{\"sub\":%s,\"type\":\"%s\",\"email\":\"a@b\",\"exp\":%s}";

    Caller caller =
        legacy.read(signed(String.format(Locale.ROOT, form, "\"999\"", "access", LATER)));
    assertThat(caller.scopes()).containsExactlyInAnyOrder(Scope.BACKUP, Scope.CLOSE);

    for (String payload :
        new String[] {
          String.format(Locale.ROOT, form, "\"1\"", "access", LATER),
          String.format(Locale.ROOT, form, "\"999\"", "refresh", LATER),
          String.format(Locale.ROOT, form, "\"999\"", "access", NOW.getEpochSecond()),
          String.format(Locale.ROOT, form, "\"999\"", "access", "null"),
        }) {
      assertThatThrownBy(() -> legacy.read(signed(payload))).isInstanceOf(InvalidToken.class);
    }
  }

  @Test
  void legacy_withAShortKey_doesNotBegin() {
    assertThatThrownBy(() -> new LegacyTokens("31 bytes are one byte too few..", CLOCK))
        .isInstanceOf(Failure.Unfit.class)
        .hasMessageContaining("JWT_SECRET_KEY")
        .hasMessageNotContaining("31 bytes");
  }
}
