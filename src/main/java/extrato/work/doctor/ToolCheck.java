package extrato.work.doctor;

import java.util.Locale;

/** Which version of the program runs, and on what. */
final class ToolCheck {
  private ToolCheck() {}

  static Check of(Installation installation) {
    return Check.ok(
        "tool",
        String.format(
            Locale.ROOT,
            "version %s on Java %s, %s %s %s, in %s",
            installation.version(),
            System.getProperty("java.version", "?"),
            System.getProperty("os.name", "?"),
            System.getProperty("os.version", "?"),
            System.getProperty("os.arch", "?"),
            installation.home()));
  }
}
