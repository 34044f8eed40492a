package extrato.postgres;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet's own functions refused.
 *
 * @param code the exit code that it comes to
 * @param detail the same for programs, as a JSON object; null where there is none
 */
public record Refusal(int code, String problem, @Nullable String detail) {
  /** Their SQLSTATEs: the exit code in three digits behind two letters. */
  private static final Pattern STATE = Pattern.compile("EW\\d{3}");

  private static final int LETTERS = 2;

  static Optional<Refusal> of(
      @Nullable String state, @Nullable String problem, @Nullable String detail) {
    return state == null || !STATE.matcher(state).matches()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                Integer.parseInt(state.substring(LETTERS)), String.valueOf(problem), detail));
  }
}
