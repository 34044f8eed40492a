package extrato.cli.output;

import java.util.Set;

/**
 * The terminal of the person who watches, if anybody does.
 *
 * @param shows the outputs that come up there, and not in a file, a mail or a program
 * @param colour whether that person wants colours
 */
public record Screen(Set<Output> shows, int columns, boolean colour) {
  static final int USUAL_COLUMNS = 80;

  /** Nobody watches. */
  public static final Screen NONE = new Screen(Set.of(), USUAL_COLUMNS, false);

  /** Where a process writes. */
  public enum Output {
    RESULTS,
    /** Errors, warnings and progress. */
    ERRORS
  }

  public Screen {
    shows = Set.copyOf(shows);
  }

  /** One that shows both outputs, without colours. */
  public static Screen of(int columns) {
    return new Screen(Set.of(Output.values()), columns, false);
  }

  boolean shows(Output output) {
    return shows.contains(output);
  }
}
