package extrato.support.logging;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class QuietConfiguratorTest {
  @TempDir Path folder;

  @Test
  void configure_nothingOnTheConsole() throws Exception {
    Path logs = folder.resolve("logs");

    String console = console(logs.toString());

    assertThat(console).isEmpty();
    assertThat(Files.readString(logs.resolve("atomic_extrato.log")))
        .doesNotContain("too early")
        .contains(" - extrato.db - ERROR - [run 1] own error\n")
        .contains(" - org.postgresql.core - WARNING - [run 1] driver's 7 warnings\n")
        .contains(" - org.postgresql.core - ERROR - [run 1] driver's error\n")
        .contains("    java.lang.IllegalStateException: cause")
        .doesNotContain("driver's chatter");
  }

  @Test
  void configure_logFolderInTheWay() throws Exception {
    Path logs = Files.createFile(folder.resolve("logs"));

    assertThat(console(logs.toString())).isEmpty();
  }

  private String console(String logs) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Talker.class.getName(),
                logs)
            .redirectErrorStream(true)
            .start();
    String console = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(console).isZero();
    return console;
  }

  /** A program that logs before and after the settings are known. */
  static final class Talker {
    private Talker() {}

    public static void main(String[] args) {
      LoggerFactory.getLogger("extrato.db").error("too early");
      java.util.logging.Logger driver =
          java.util.logging.Logger.getLogger("org.postgresql.core.Driver");
      driver.severe("too early");

      LogFiles.open(
          new SettingsReader()
              .read(
                  Map.of("EXTRATO_LOG_DIR", args[0], "EXTRATO_CONFIG", "/dev/null"),
                  Map.of(),
                  Path.of("/"),
                  Path.of("/")),
          "1");
      LoggerFactory.getLogger("extrato.db").error("own error");
      LoggerFactory.getLogger("com.zaxxer.hikari.HikariConfig").warn("pool's warning");
      driver.info("driver's chatter");
      driver.log(java.util.logging.Level.WARNING, "driver''s {0} warnings", 7);
      driver.log(
          java.util.logging.Level.SEVERE, "driver's error", new IllegalStateException("cause"));
    }
  }
}
