package extrato.support.failure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One message in two wordings. What the studio's own code says, or what its keys are made of, may
 * contain a client's name. Only the person at the terminal may see that, and it is never written
 * down.
 *
 * @param text for logs, run records, notices and other programs
 * @param forTerminal the same message, with what {@code text} leaves out
 */
public record Wording(String text, String forTerminal) {
  /** A message without anything to hide. */
  public static Wording plain(String text) {
    return new Wording(text, text);
  }

  public static Wording joined(List<Wording> parts, String between) {
    return new Wording(
        parts.stream().map(Wording::text).collect(Collectors.joining(between)),
        parts.stream().map(Wording::forTerminal).collect(Collectors.joining(between)));
  }

  public Wording between(String before, String after) {
    return new Wording(before + text + after, before + forTerminal + after);
  }

  /** Whether {@code text} leaves something out. */
  public boolean isGuarded() {
    return !text.equals(forTerminal);
  }
}
