package extrato.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a section of a document tells people to type. */
final class ConsoleBlocks {
  private ConsoleBlocks() {}

  /**
   * A command as it stands there.
   *
   * @param shown the lines that follow it
   */
  record Typed(String command, List<String> shown) {}

  static List<Typed> of(Path document, String section) throws IOException {
    List<Typed> typed = new ArrayList<>();
    boolean here = false;
    boolean inside = false;
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("## ")) {
        here = line.equals("## " + section);
      } else if (line.startsWith("```")) {
        inside = here && line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        typed.add(new Typed(line.substring(2), new ArrayList<>()));
      } else if (inside) {
        typed.get(typed.size() - 1).shown().add(line);
      }
    }
    return typed;
  }
}
