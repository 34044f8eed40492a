package extrato.postgres.embedded;

import extrato.support.failure.Failure;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The archive of PostgreSQL's programs that comes with the tool. An installation without it also
 * lacks the libraries to unpack it, so nothing here may need those.
 */
record EmbeddedArchive(URL url, String machine) {

  /**
   * @throws Failure.Unfit if this installation has no PostgreSQL, or has one for another machine
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
