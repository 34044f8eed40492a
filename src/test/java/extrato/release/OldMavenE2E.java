package extrato.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A Maven of the system that is too old, such as Debian 12's, is told so before anything else. */
final class OldMavenE2E {
  private static final Path MAVEN = Path.of("/usr/bin/mvn");
  private static final Pattern VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)");

  @Test
  void itIsRefusedAtOnce_withAWord() throws Exception {
    assumeThat(MAVEN).as("a Maven of the system").exists();
    Matcher version = VERSION.matcher(said(0, "-v"));
    assertThat(version.find()).isTrue();
    assumeThat(version.group(1) + "." + version.group(2)).as("its version").isEqualTo("3.8");

    assertThat(said(1, "-o", "-q", "-B", "package"))
        .contains("Extrato is built with Maven 3.9 or newer", "./mvnw in this folder")
        .doesNotContain("\tat ", "COMPILATION");
  }

  private static String said(int code, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(MAVEN.toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("maven", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of(System.getProperty("extrato.home", ".")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(process.waitFor()).as("%s", command).isEqualTo(code);
      return Files.readString(said, StandardCharsets.UTF_8);
    } finally {
      Files.delete(said);
    }
  }
}
