package extrato.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done, as commands and SQL that anyone can type again. */
final class Transcript {
  private final List<String> lines = new ArrayList<>();

  void step(Step step) {
    lines.add("");
    lines.add("# step " + step);
  }

  void sql(Instant at, String sql, @Nullable String refused) {
    lines.add("psql: " + sql.strip() + ";");
    if (refused != null) {
      lines.add("#   refused: " + refused.lines().findFirst().orElse(""));
    }
  }

  /** A command of the program, and how it ended. */
  void command(Instant at, String command, int code, String said) {
    lines.add("extrato " + command + "   # at " + at + ": exit " + code);
    said.lines().filter(line -> !line.isBlank()).forEach(line -> lines.add("#   " + line));
  }

  void shell(String command) {
    lines.add("$ " + command);
  }

  void note(String text) {
    lines.add("# " + text);
  }

  /** The last lines, or all of them. */
  String text() {
    return String.join("\n", lines);
  }

  String last(int count) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
