package extrato.work.serve.tokens;

import java.time.Instant;
import java.util.Set;

/**
 * Who asks.
 *
 * @param id the token's, by which it is limited and revoked
 * @param name what its maker called it; safe in logs and records
 */
public record Caller(String id, String name, Set<Scope> scopes, Instant expires) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** For records: a name alone may be given again, once its token is revoked. */
  public String described() {
    return "token " + name + " (" + id + ")";
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
