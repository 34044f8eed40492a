package extrato.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The place of a difference, with both values below it. */
public final class DifferenceLines {
  private final List<Line> lines = new ArrayList<>();

  public DifferenceLines(String place) {
    lines.add(Line.plain(place));
  }

  /**
   * Adds a value after its name.
   *
   * @param value null is the database's NULL
   */
  public DifferenceLines with(String name, @Nullable String value) {
    String head = String.format(Locale.ROOT, "  %-10s", name);
    lines.add(Line.named(head, value == null ? "NULL" : "'" + value + "'"));
    return this;
  }

  public Stream<Line> stream() {
    return lines.stream();
  }
}
