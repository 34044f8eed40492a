package extrato.work.serve;

import java.util.Locale;

/** What a run's exit code is in HTTP. */
final class ExitCodes {
  /** By these words the studio's workflow takes a failure for a success. */
  private static final String SUCCESS_IN_DISGUISE = "already exists";

  private ExitCodes() {}

  static int status(int exitCode) {
    return switch (exitCode) {
      case 0 -> 200;
      // What was asked for cannot be done like this, or wants a flag.
      case 2, 11, 13 -> 400;
      case 14 -> 409;
      // The database away, another run at work, a commit's answer lost, a run that was told to
      // end: the same request may work a little later. A busy run is no success, so never 409.
      case 5, 7, 10, 130, 143 -> 503;
      default -> 500;
    };
  }

  /** A failure's text, which nobody can take for the one failure that is a success. */
  static String text(String text) {
    return text.toLowerCase(Locale.ROOT).contains(SUCCESS_IN_DISGUISE)
        ? text.replaceAll("(?i)already exists", "is there already")
        : text;
  }
}
