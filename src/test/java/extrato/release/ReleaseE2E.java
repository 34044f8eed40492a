package extrato.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the release script in a repository of its own, with a Maven that only makes empty files. */
final class ReleaseE2E {
  private static final Path SCRIPT =
      Path.of(System.getProperty("extrato.home", "."), "scripts", "release");

  private static final String MAVEN =
      """
      #!/bin/sh
      [ ! -e broken ] || exit 1
      mkdir -p target
      for kind in tar.gz cdx.xml; do echo "$kind $*" >target/extrato.$kind; done
      version=$(sed -n '3s/.*<version>\\(.*\\)<.*/\\1/p' pom.xml)
      cp pom.xml "target/extrato_${version}_all.deb"
      """;

  private static final String POM =
      """
      <project>
        <artifactId>extrato</artifactId>
        <version>5.0.0-SNAPSHOT</version>
        <properties>
          <project.build.outputTimestamp>2026-01-01T00:00:00Z</project.build.outputTimestamp>
        </properties>
        <dependency><version>1.0.0-SNAPSHOT</version></dependency>
      </project>
      """;

  private static final String CHANGELOG =
      """
      # Changelog

      ## [Unreleased]: 5.0.0

      ### Added
      - Everything.

      ## [4.1.1]: 2026-01-02

      - Before.
      """;

  @TempDir Path temporary;
  private Path checkout;

  @BeforeEach
  void makeARepository() throws Exception {
    succeed(temporary, "git", "init", "-q", "--bare", "-b", "main", "origin");
    checkout = Files.createDirectory(temporary.resolve("joão's checkout"));
    git("init", "-q", "-b", "main");
    git("config", "user.name", "Ana");
    git("config", "user.email", "ana@example.org");
    git("remote", "add", "origin", temporary.resolve("origin").toString());
    Files.createDirectory(checkout.resolve("scripts"));
    Files.copy(SCRIPT, checkout.resolve("scripts/release"));
    write("mvnw", MAVEN);
    for (String program : List.of("mvnw", "scripts/release")) {
      assertThat(checkout.resolve(program).toFile().setExecutable(true)).isTrue();
    }
    write("pom.xml", POM);
    write("CHANGELOG.md", CHANGELOG);
    write(".gitignore", "/target/\n");
    commit();
    git("push", "-q", "origin", "main");
  }

  @Test
  void aRelease_isACommitATagAndFiles_andIsNotPushed() throws Exception {
    String before = git("rev-parse", "HEAD");

    Ended ended = release("5.0.0");

    assertThat(ended.code()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("git push origin HEAD v5.0.0");
    assertThat(git("log", "-1", "--format=%s")).isEqualTo("Release 5.0.0");
    assertThat(git("rev-parse", "HEAD~1")).isEqualTo(before);
    assertThat(git("rev-parse", "v5.0.0^{commit}")).isEqualTo(git("rev-parse", "HEAD"));
    assertThat(git("tag", "-l", "--format=%(contents)", "v5.0.0"))
        .contains("### Added", "- Everything.")
        .doesNotContain("Before");
    assertThat(git("status", "--porcelain")).isEmpty();
    assertThat(git("ls-remote", "origin")).contains(before).hasLineCount(2).doesNotContain("v5");
    assertThat(git("worktree", "list")).hasLineCount(1);
  }

  @Test
  void theReleaseCommit_hasVersionAndTimes_andTheFilesAreBuiltOfIt() throws Exception {
    assertThat(release("5.0.0").code()).isZero();

    assertThat(read("pom.xml"))
        .contains("<version>5.0.0</version>", "<version>1.0.0-SNAPSHOT</version>")
        .contains("<project.build.outputTimestamp>2026-03-04T08:06:07Z<");
    assertThat(read("CHANGELOG.md")).contains("\n## [5.0.0]: 2026-03-04\n");
    Path files = checkout.resolve("target/release/5.0.0");
    assertThat(files.resolve("extrato_5.0.0_all.deb")).hasContent(read("pom.xml"));
    assertThat(files.resolve("extrato-5.0.0.tar.gz")).content().contains("-Pdeb verify");
    assertThat(files.resolve("notes.md")).content().contains("- Everything.");
    assertThat(succeed(files, "sha256sum", "--check", "--strict", "SHA256SUMS").lines())
        .containsExactly(
            "extrato-5.0.0.cdx.xml: OK", "extrato-5.0.0.tar.gz: OK", "extrato_5.0.0_all.deb: OK");
  }

  @Test
  void changesThatAreNotCommitted_areRefused() throws Exception {
    write("pom.xml", POM + "\n");
    assertRefused(release("5.0.0"), "not committed");
    git("checkout", "-q", "pom.xml");
    write("new", "");
    assertRefused(release("5.0.0"), "not committed");
  }

  @Test
  void aVersionThatTheChangelogDoesNotTellOf_isRefused() throws Exception {
    assertRefused(release("5.0.1"), "CHANGELOG.md has nothing to tell of 5.0.1");

    write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]: 5.0.0\n\n## [4.1.1]\n\n- Before.\n");
    commit();
    assertRefused(release("5.0.0"), "CHANGELOG.md has nothing to tell of 5.0.0");
  }

  @Test
  void aVersionThatIsNone_orIsThereAlready_isRefused() throws Exception {
    assertRefused(release("5.0"), "a version is wanted");
    assertRefused(release(), "a version is wanted");

    assertThat(release("5.0.0").code()).isZero();
    Ended again = release("5.0.0");
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.said()).contains("v5.0.0 is there already");
  }

  @Test
  void aBuildThatFails_leavesNothing() throws Exception {
    write("broken", "");
    commit();
    String before = git("rev-parse", "HEAD");

    assertThat(release("5.0.0").code()).isNotZero();

    assertThat(git("rev-parse", "HEAD")).isEqualTo(before);
    assertThat(git("tag", "-l")).isEmpty();
    assertThat(git("status", "--porcelain")).isEmpty();
    assertThat(git("worktree", "list")).hasLineCount(1);
  }

  private void assertRefused(Ended ended, String why) throws Exception {
    assertThat(ended.code()).as(ended.said()).isEqualTo(2);
    assertThat(ended.said()).hasLineCount(1).contains(why);
    assertThat(git("tag", "-l")).isEmpty();
    assertThat(git("log", "--format=%s")).doesNotContain("Release");
    assertThat(checkout.resolve("target")).doesNotExist();
  }

  private Ended release(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("scripts/release"));
    command.addAll(List.of(arguments));
    return run(checkout, command);
  }

  private void commit() throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", "A commit");
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return succeed(checkout, command.toArray(String[]::new));
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(checkout.resolve(file), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(checkout.resolve(file));
  }

  private static String succeed(Path folder, String... command) throws Exception {
    Ended ended = run(folder, List.of(command));
    assertThat(ended.code()).as("%s: %s", String.join(" ", command), ended.said()).isZero();
    return ended.said();
  }

  private static Ended run(Path folder, List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // Nothing of this machine's own git, and not the repository that a hook may have set.
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    builder.environment().put("GIT_COMMITTER_DATE", "2026-03-04T05:06:07-03:00");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said.strip());
  }

  private record Ended(int code, String said) {}
}
