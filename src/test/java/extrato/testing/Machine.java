package extrato.testing;

import java.nio.file.Path;

/**
 * The machine that {@code doctor} looks at when it runs in a test's process: cron is at work there,
 * and closes the month, whatever is installed where the tests run.
 */
public final class Machine {
  private static final Path PRETENDED =
      Path.of(System.getProperty("extrato.home", ""))
          .toAbsolutePath()
          .resolve("src/test/resources/extrato/testing/machine");

  private Machine() {}

  public static void pretend() {
    System.setProperty("extrato.machine", PRETENDED.toString());
  }
}
