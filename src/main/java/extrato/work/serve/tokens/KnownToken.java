package extrato.work.serve.tokens;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token as it is on record. */
public record KnownToken(
    String id,
    String name,
    List<String> scopes,
    Instant created,
    String createdBy,
    Instant expires,
    @Nullable Instant revoked) {
  public KnownToken {
    scopes = List.copyOf(scopes);
  }

  /** How it stands, in a word. */
  public String state(Instant now) {
    if (revoked != null) {
      return "revoked";
    }
    return now.isBefore(expires) ? "counts" : "expired";
  }
}
