package extrato.cli.output;

import extrato.work.doctor.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The doctor's checks as text: a line each, and one more with the cure where there is one. What is
 * wrong comes first.
 */
public final class CheckList {
  private static final int INDENT = 26;
  private static final int NARROWEST = 30;

  private final int columns;

  /**
   * @param columns where lines are broken
   */
  public CheckList(int columns) {
    this.columns = columns;
  }

  public List<Line> lines(List<Check> checks) {
    List<Line> lines = new ArrayList<>();
    GrantsOnce once = new GrantsOnce();
    List<Check> worstFirst =
        checks.stream()
            .sorted(Comparator.comparing(Check::state).reversed())
            .map(once::of)
            .toList();
    for (Check check : worstFirst) {
      List<String> message = broken(check.message());
      lines.add(
          new Line(
              String.format(Locale.ROOT, "  %-8s", word(check)),
              tint(check),
              String.format(Locale.ROOT, "%-15s %s", check.name(), message.get(0))));
      following(lines, message.subList(1, message.size()), "");
      if (!check.cure().isEmpty()) {
        List<String> cure = broken("→ " + check.cure());
        following(lines, cure.subList(0, 1), "");
        following(lines, cure.subList(1, cure.size()), "  ");
      }
    }
    return lines;
  }

  private static void following(List<Line> lines, List<String> texts, String more) {
    texts.forEach(text -> lines.add(Line.plain(" ".repeat(INDENT) + more + text)));
  }

  private static String word(Check check) {
    return check.failed() ? "FAIL" : check.state().word();
  }

  private static Line.Tint tint(Check check) {
    return switch (check.state()) {
      case OK -> Line.Tint.GOOD;
      case WARNING -> Line.Tint.ODD;
      case FAIL -> Line.Tint.BAD;
    };
  }

  private List<String> broken(String text) {
    return TextWidth.wrap(text, Math.max(NARROWEST, TextWidth.less(columns, INDENT + 2)));
  }
}
