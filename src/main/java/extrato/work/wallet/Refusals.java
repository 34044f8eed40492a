package extrato.work.wallet;

import extrato.postgres.Refusal;
import extrato.postgres.SqlStates;
import extrato.studio.Money;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the server's functions refused, in the operator's words, to the cent. */
final class Refusals {
  private Refusals() {}

  /**
   * @param inFile whether the request came from a line of a file
   */
  static Optional<Failure> failure(RuntimeException refused, boolean inFile) {
    return SqlStates.refusal(refused).map(refusal -> failure(refusal, inFile, refused));
  }

  private static Failure failure(Refusal refusal, boolean inFile, RuntimeException cause) {
    Map<?, ?> detail = detail(refusal.detail());
    String message =
        (inFile && detail.get("line") != null ? "line " + detail.get("line") + ": " : "")
            + message(refusal, detail);
    if (refusal.code() == ExitCode.BAD_ARGUMENTS.number()) {
      return new Failure.BadArguments(message, "`extrato wallet --help` shows what there is");
    }
    return refusal.code() == ExitCode.NOT_COVERED.number()
        ? new Failure.NotCovered(message, "nothing was changed, and the key was not used", cause)
        : new Failure.Stopped(message, "nothing was changed", cause);
  }

  private static String message(Refusal refusal, Map<?, ?> detail) {
    String problem = refusal.problem();
    if (detail.get("missing") != null) {
      return notEnough(detail);
    }
    if (detail.get("key") != null) {
      return "the key '"
          + detail.get("key")
          + "' was used for another request: transfer "
          + detail.get("transfer");
    }
    if (detail.get("transfer") != null) {
      return problem + ": transfer " + detail.get("transfer");
    }
    if (detail.get("hold") != null) {
      return problem + ": hold " + detail.get("hold");
    }
    return detail.get("hold_key") != null
        ? problem + ": the one of key '" + detail.get("hold_key") + "'"
        : problem;
  }

  private static String notEnough(Map<?, ?> detail) {
    long owner = number(detail, "owner");
    Account account = Account.of(String.valueOf(detail.get("account")), owner);
    String balance = amount(detail, "balance");
    String missing = amount(detail, "missing");
    return switch (account.kind()) {
      case HOLD -> "hold " + owner + " has " + balance + "; " + missing + " are missing";
      case TILL -> "the till has " + balance + " in cash; " + missing + " are missing";
      default -> account + " has " + balance + "; " + missing + " are missing";
    };
  }

  private static String amount(Map<?, ?> detail, String name) {
    return new Money(number(detail, name)).reais();
  }

  private static long number(Map<?, ?> detail, String name) {
    return detail.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static Map<?, ?> detail(@Nullable String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return JsonText.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
          ? map
          : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }
}
