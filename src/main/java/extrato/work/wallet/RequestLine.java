package extrato.work.wallet;

import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of a file of requests: one JSON object, in which nothing is left to be guessed. */
final class RequestLine {
  private static final Set<String> FIELDS =
      Set.of(
          "key",
          "op",
          "account",
          "to",
          "amount",
          "share",
          "hold",
          "session",
          "expires",
          "transfer",
          "form",
          "reason");

  private static final List<String> KINDS =
      Arrays.stream(Request.Kind.values()).map(Request.Kind::word).toList();

  private final Map<?, ?> fields;

  private RequestLine(Map<?, ?> fields) {
    this.fields = fields;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Request parse(String line, ZoneId zone) {
    try {
      return parsed(line, zone);
    } catch (Failure.BadArguments e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }

  private static Request parsed(String line, ZoneId zone) {
    RequestLine parsed = new RequestLine(object(line));
    for (Object field : parsed.fields.keySet()) {
      if (!FIELDS.contains(String.valueOf(field))) {
        throw new IllegalArgumentException("'" + field + "' is not a field of a request");
      }
    }
    return parsed.request(zone);
  }

  private static Map<?, ?> object(String line) {
    try {
      if (JsonText.read(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
        return map;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          String.valueOf(e.getMessage()).startsWith("Duplicate field")
              ? "it has a field twice"
              : "it is not JSON",
          e);
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  private Request request(ZoneId zone) {
    String kind = required("op");
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("there is no operation '" + kind + "'");
    }
    Request request =
        Request.of(Request.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), required("key"))
            .to(account("to"))
            .session(number("session"))
            .form(text("form"))
            .because(text("reason"));
    Account account = account("account");
    request = account == null ? request : request.account(account);
    String share = text("share");
    request = share == null ? request : request.share(BasisPoints.typed(share));
    if (request.kind() == Request.Kind.REVERSE) {
      Long transfer = number("transfer");
      return transfer == null ? request : request.reverses(transfer);
    }
    return Expiry.of(held(request.amount(amount())), text("expires"), zone);
  }

  private Request held(Request request) {
    Object hold = fields.get("hold");
    if (hold instanceof String key) {
      return request.holdOf(key);
    }
    Long number = number("hold");
    return number == null ? request : request.hold(number);
  }

  private Money amount() {
    Object amount = fields.get("amount");
    if (amount instanceof String typed) {
      return Money.typed(typed);
    }
    BigDecimal number =
        amount instanceof Long whole
            ? BigDecimal.valueOf(whole)
            : amount instanceof BigDecimal decimal ? decimal : null;
    if (number == null) {
      throw new IllegalArgumentException("the amount is missing");
    }
    try {
      return Money.of(number);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + number + "' has fractions of a cent", e);
    }
  }

  private @Nullable Account account(String name) {
    String given = text(name);
    if (given == null) {
      return null;
    }
    Optional<Account> account = Account.written(given);
    return account.orElseThrow(
        () -> new IllegalArgumentException("'" + name + "' is not an account: write client:12"));
  }

  private @Nullable String text(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException("'" + name + "' must be a text");
  }

  private @Nullable Long number(String name) {
    Object value = fields.get(name);
    if (value == null || value instanceof Long) {
      return (Long) value;
    }
    throw new IllegalArgumentException("'" + name + "' must be a whole number");
  }

  private String required(String name) {
    String value = text(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }
}
