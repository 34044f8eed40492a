package extrato.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A place where two values differ, and both of them below it, as lines of text. */
final class DifferenceLines {
  private final List<String> lines = new ArrayList<>();

  DifferenceLines(String place) {
    lines.add(place);
  }

  /**
   * Adds a value of any length behind its name, cut where a terminal would break it.
   *
   * @param value null is the database's own
   */
  DifferenceLines with(String name, @Nullable String value) {
    String head = String.format(Locale.ROOT, "  %-10s", name);
    String text = value == null ? "NULL" : HarmlessText.of("'" + value + "'");
    int room = Surroundings.USUAL_COLUMNS - head.length();
    int from = 0;
    while (from < text.length()) {
      int rest = text.codePointCount(from, text.length());
      int to = text.offsetByCodePoints(from, Math.min(room, rest));
      lines.add((from == 0 ? head : " ".repeat(head.length())) + text.substring(from, to));
      from = to;
    }
    return this;
  }

  Stream<String> stream() {
    return lines.stream();
  }
}
