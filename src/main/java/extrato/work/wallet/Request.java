package extrato.work.wallet;

import extrato.studio.Money;
import extrato.support.failure.Failure;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done in the ledger, with the key under which it is done once, whatever is killed,
 * lost or sent twice.
 *
 * @param parts as the server's functions name them; what is not there does not count
 */
public record Request(String key, Kind kind, Map<String, Object> parts) {
  /** What can be done. */
  public enum Kind {
    /** Cash comes in. */
    CREDIT,
    /** Cash goes out. */
    DEBIT,
    TRANSFER,
    HOLD,
    RELEASE,
    REFUND,
    EXPIRE,
    REVERSE,
    /** The studio gives itself credit without cash. */
    ISSUE,
    /** From what the studio has, to somebody. */
    SELL,
    /** Back to the studio. */
    BUY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Request {
    if (!key.equals(key.strip())) {
      throw new Failure.BadArguments(
          "the key '" + key + "' begins or ends with a blank",
          "leave it out: another key is another request");
    }
    parts = new LinkedHashMap<>(parts);
  }

  public static Request of(Kind kind, String key) {
    return new Request(key, kind, Map.of());
  }

  public Request account(Account account) {
    return with("account", account.toString());
  }

  public Request to(@Nullable Account account) {
    return with("to", account == null ? null : account.toString());
  }

  public Request amount(@Nullable Money amount) {
    return with("amount", amount == null ? null : amount.cents());
  }

  public Request hold(long number) {
    return with("hold", number);
  }

  /** A hold by the key under which it was made. */
  public Request holdOf(String otherKey) {
    return with("hold_key", otherKey);
  }

  /**
   * @param share the studio's, in basis points
   */
  public Request share(int share) {
    return with("share", share);
  }

  public Request session(@Nullable Long id) {
    return with("session", id);
  }

  /** Counted from the moment at which it is done: the same words are the same request. */
  public Request days(@Nullable Integer days) {
    return with("days", days);
  }

  public Request until(@Nullable Instant moment) {
    return with("until", moment == null ? null : moment.toString());
  }

  /** Whether what it holds would be due at once. */
  public boolean isDue(Instant now) {
    String until = text("until");
    return until != null && !Instant.parse(until).isAfter(now);
  }

  public Request reverses(long transfer) {
    return with("reverses", transfer);
  }

  /** Whether payment and commission are written as well: another request than without. */
  public Request records(boolean written) {
    return with("records", written ? "written" : null);
  }

  public Request because(@Nullable String reason) {
    return with("reason", reason);
  }

  public Request form(@Nullable String form) {
    return with("form", form);
  }

  /** Whether payment and commission are written with it. */
  boolean writesRecords() {
    return kind == Kind.RELEASE && parts.containsKey("records");
  }

  @Nullable String text(String name) {
    Object value = parts.get(name);
    return value == null ? null : String.valueOf(value);
  }

  long number(String name) {
    return parts.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private Request with(String name, @Nullable Object value) {
    if (value == null) {
      return this;
    }
    Request more = new Request(key, kind, parts);
    more.parts.put(name, value);
    return more;
  }

  /** As the server's functions take it. */
  Map<String, Object> json(long line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("line", line);
    json.put("key", key);
    json.put("kind", kind.word());
    json.putAll(parts);
    return json;
  }
}
