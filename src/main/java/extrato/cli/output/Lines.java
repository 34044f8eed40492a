package extrato.cli.output;

import java.util.List;
import java.util.function.Consumer;

/** The lines of a command's text, told one after the other: there may be too many to hold. */
@FunctionalInterface
public interface Lines {
  Lines NONE = each -> {};

  void forEach(Consumer<Line> each);

  static Lines of(List<Line> lines) {
    List<Line> all = List.copyOf(lines);
    return all::forEach;
  }
}
