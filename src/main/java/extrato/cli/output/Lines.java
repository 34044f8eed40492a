package extrato.cli.output;

import java.util.List;
import java.util.function.Consumer;

/** Supplies the lines of a command's text one by one, because there may be too many to keep. */
@FunctionalInterface
public interface Lines {
  Lines NONE = each -> {};

  void forEach(Consumer<Line> each);

  static Lines of(List<Line> lines) {
    List<Line> all = List.copyOf(lines);
    return all::forEach;
  }
}
