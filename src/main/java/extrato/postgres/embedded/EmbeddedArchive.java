package extrato.postgres.embedded;

import extrato.support.failure.Failure;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * PostgreSQL's programs for this machine, as the tool brings them along. What is installed without
 * them lacks the libraries to unpack them too, so nothing here may need those.
 */
record EmbeddedArchive(URL url, String machine) {

  /**
   * @throws Failure.Unfit where the tool was installed without them, or for another machine
   */
  static EmbeddedArchive brought() {
    String machine = thisMachine();
    URL url = EmbeddedArchive.class.getResource("/postgres-" + machine + ".txz");
    if (url == null) {
      throw new Failure.Unfit(
          "this installation brings no PostgreSQL of its own for " + machine,
          "set DATABASE_URL to a PostgreSQL server; the demo runs from the source, which brings"
              + " one: ./scripts/extrato demo");
    }
    return new EmbeddedArchive(url, machine);
  }

  private static String thisMachine() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String architecture =
        switch (processor) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "arm_64";
          default -> processor;
        };
    boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
    return (mac ? "darwin-" : "linux-") + architecture + (alpine ? "-alpine_linux" : "");
  }
}
