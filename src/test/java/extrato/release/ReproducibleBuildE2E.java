package extrato.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Builds once more what -Pdeb has built, where everything is different that may be: the folder and
 * the order in which its files are listed, who may read them, the zone and the language.
 */
final class ReproducibleBuildE2E {
  private static final Path CHECKOUT = Path.of(System.getProperty("extrato.home", "."));
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 1L << 30;
  private static final int MINUTES = 40;
  private static final List<String> FILES =
      List.of("extrato.jar", packageName(), "extrato.tar.gz", "extrato.cdx.xml");

  private Path elsewhere;

  /** As Debian names it, with its version. */
  private static String packageName() {
    try (Stream<Path> files = Files.list(CHECKOUT.resolve("target"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("extrato_[0-9].*_all\\.deb"))
          .findFirst()
          .orElse("extrato_VERSION_all.deb");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void copyTheSources() throws Exception {
    elsewhere =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
            ? Files.createTempDirectory(MEMORY, "another place")
            : Files.createTempDirectory("another place");
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .directory(CHECKOUT.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(git.waitFor()).isZero();
    for (String name : names.split("\0", -1)) {
      Path source = CHECKOUT.resolve(name);
      if (Files.isRegularFile(source)) {
        Files.createDirectories(elsewhere.resolve(name).getParent());
        Files.copy(source, elsewhere.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @AfterEach
  void deleteIt() throws IOException {
    try (Stream<Path> files = Files.walk(elsewhere)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void twoBuilds_areTheSameToTheByte() throws Exception {
    build();

    Map<String, String> first = sums(CHECKOUT.resolve("target"));
    Map<String, String> second = sums(elsewhere.resolve("target"));
    if (!first.equals(second)) {
      keep();
    }
    assertThat(second)
        .as(
            "the files in target/another-build and in target; after `./mvnw clean`, if not built"
                + " so")
        .isEqualTo(first);
  }

  private void build() throws IOException, InterruptedException {
    Path log = elsewhere.resolve("build.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 077; chmod -R go-rwx .; exec ./mvnw -q -B -ntp -Pdeb -Dmaven.test.skip=true"
                    + " -Dspotless.check.skip -Dforbiddenapis.skip -Dwithout.class.archive package")
            .directory(elsewhere.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(log.toFile());
    builder.environment().put("TZ", "Pacific/Auckland");
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("MAVEN_OPTS", "-Duser.language=pt -Duser.country=BR");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("the build ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> read(log)).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Map<String, String> sums(Path target) throws Exception {
    Map<String, String> sums = new TreeMap<>();
    for (String file : FILES) {
      sums.put(file, Sha256.of(target.resolve(file)));
    }
    return sums;
  }

  /** For whoever wants to see in what they differ. */
  private void keep() throws IOException {
    Path kept = Files.createDirectories(CHECKOUT.resolve("target/another-build"));
    for (String file : FILES) {
      Files.copy(
          elsewhere.resolve("target").resolve(file),
          kept.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
