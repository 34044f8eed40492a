package extrato.support.failure;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing in two wordings. A client's name may stand in what the studio's own code says and in
 * what its keys are made of: that is for the eyes of who sits at a terminal, and written down
 * nowhere.
 *
 * @param text fit for logs, records, notices and other programs
 * @param forTerminal the same with what was left out of {@code text}
 */
public record Wording(String text, String forTerminal) {
  /** What nobody needs to be spared. */
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

  /** Whether something was left out. */
  public boolean isGuarded() {
    return !text.equals(forTerminal);
  }
}
