package extrato.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the launcher in a checkout of its own, with a Java and a Maven that only tell of it. */
final class LauncherE2E {
  private static final Path LAUNCHER =
      Path.of(System.getProperty("extrato.home", "."), "scripts", "extrato");

  private static final String TELLING_JAVA =
      """
      #!/bin/sh
      echo "pid=$$"
      for argument in "$@"; do echo "[$argument]"; done
      exit 42
      """;

  private static final String TELLING_MAVEN =
      """
      #!/bin/sh
      echo built >>builds
      while [ -e hold ]; do sleep 0.01; done
      echo what Maven says
      [ ! -e broken ] || exit 1
      mkdir -p target/lib
      touch target/extrato.jar
      """;

  @TempDir Path temporary;
  private Path home;
  private Path javaHome;

  @BeforeEach
  void makeACheckout() throws IOException {
    home = Files.createDirectory(temporary.resolve("joão's checkout"));
    javaHome = Files.createDirectory(temporary.resolve("java"));
    program(home.resolve("scripts/extrato"), Files.readString(LAUNCHER));
    program(home.resolve("mvnw"), TELLING_MAVEN);
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("src/main/java/Main.java"), "class Main {}");
    program(javaHome.resolve("bin/java"), TELLING_JAVA);
    program(javaHome.resolve("bin/javac"), "");
    write(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");
  }

  @Test
  void start_withoutAProgram_buildsItAndSaysSoOnStandardErrorOnly() throws Exception {
    Answer answer = start("status");
    assertThat(answer.code()).isEqualTo(42);
    assertThat(answer.out()).doesNotContain("build", "Maven");
    assertThat(answer.err()).hasLineCount(1).contains("building", "a minute or two", "downloads");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_withAProgram_doesNotBuild() throws Exception {
    start("status");
    Answer answer = start("status");
    assertThat(answer.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_withAChangedSource_buildsOnceMore() throws Exception {
    start("status");
    changedNow(home.resolve("src/main/java/Main.java"));
    start("status");
    assertThat(builds()).isEqualTo(2);
    start("status");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void start_afterABuildThatWasKilled_buildsAgain() throws Exception {
    start("status");
    write(home.resolve("target/.building"), "");
    start("status");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void start_whileAnotherBuilds_waitsForIt() throws Exception {
    write(home.resolve("hold"), "");
    Process first = launch(home.resolve("scripts/extrato"), Map.of(), "one");
    assertThat(first.errorReader(UTF_8).readLine()).contains("building");
    Process second = launch(home.resolve("scripts/extrato"), Map.of(), "two");
    assertThat(second.errorReader(UTF_8).readLine()).contains("waiting");
    Files.delete(home.resolve("hold"));
    assertThat(first.waitFor()).isEqualTo(42);
    assertThat(second.waitFor()).isEqualTo(42);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_withABuildThatFails_showsItAndRunsNothing() throws Exception {
    write(home.resolve("broken"), "");
    Answer answer = start("status");
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("what Maven says", home.resolve("target/build.log").toString());
  }

  @Test
  void start_inAnInstallation_neverBuilds() throws Exception {
    start("status");
    Files.delete(home.resolve("mvnw"));
    changedNow(home.resolve("pom.xml"));
    Answer answer = start("status");
    assertThat(answer.code()).isEqualTo(42);
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void start_withoutAProgramAndWithoutMaven_isUnfit() throws Exception {
    Files.delete(home.resolve("mvnw"));
    Answer answer = start("status");
    assertThat(answer.code()).isEqualTo(8);
    assertThat(answer.err()).contains("extrato.jar");
  }

  @Test
  void start_throughLinksFromElsewhere_findsItsHome() throws Exception {
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("there"), Path.of("../joão's checkout/scripts/extrato"));
    Files.createSymbolicLink(bin.resolve("extrato"), Path.of("there"));
    Answer answer = answer(launch(bin.resolve("extrato"), Map.of(), "status"));
    assertThat(answer.out())
        .contains("[-Dextrato.home=" + home + "]", "[" + home.resolve("target/extrato.jar") + "]");
  }

  @Test
  void start_inAnUnpackedTarball_startsWhatIsInShare() throws Exception {
    Path unpacked = Files.createDirectory(temporary.resolve("joão's extrato-5"));
    program(unpacked.resolve("bin/extrato"), Files.readString(LAUNCHER));
    write(unpacked.resolve("share/extrato/extrato.jar"), "");
    Files.createDirectory(unpacked.resolve("share/extrato/lib"));
    Answer answer = answer(launch(unpacked.resolve("bin/extrato"), Map.of(), "status"));
    assertThat(answer.code()).isEqualTo(42);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .contains(
            "[-Dextrato.home=" + unpacked + "]",
            "[" + unpacked.resolve("share/extrato/extrato.jar") + "]");
  }

  @Test
  void start_passesEveryArgumentAsItIs() throws Exception {
    assertThat(start("restore", "--reason", "caixa não \"fechou\" *", "").out().lines())
        .endsWith("[restore]", "[--reason]", "[caixa não \"fechou\" *]", "[]");
  }

  /** Whoever says sh to it may get a shell that is none for it. */
  @Test
  void start_byAnotherShell_isNoOther() throws Exception {
    Process process =
        builder(List.of("sh", home.resolve("scripts/extrato").toString(), "status")).start();

    assertThat(answer(process)).matches(answer -> answer.code() == 42, "runs the program");
  }

  @Test
  void start_fromAFolderThatIsGone_saysSo_inOneLine() throws Exception {
    start("status");
    Path folder = Files.createDirectory(temporary.resolve("gone"));
    String line = "cd '" + folder + "'; rmdir '" + folder + "'; exec \"$0\" status";

    Answer answer =
        answer(
            builder(List.of("bash", "-c", line, home.resolve("scripts/extrato").toString()))
                .start());

    assertThat(answer.code()).isEqualTo(9);
    assertThat(answer.err().lines().filter(each -> each.startsWith("extrato: ")))
        .containsExactly(
            "extrato: the folder that this shell stands in is gone; cd to another one, and run the"
                + " command again");
  }

  @Test
  void start_becomesJava_soThatSignalsReachIt() throws Exception {
    Process process = launch(home.resolve("scripts/extrato"), Map.of(), "status");
    assertThat(answer(process).out()).contains("pid=" + process.pid());
  }

  @Test
  void start_takesMoreOptionsForJava_andAClassArchiveWhereThereIsOne() throws Exception {
    write(home.resolve("target/extrato.jsa"), "");
    Answer answer =
        answer(
            launch(
                home.resolve("scripts/extrato"),
                Map.of("EXTRATO_JAVA_OPTS", "-Xmx1g  -Dx=y"),
                "status"));
    assertThat(answer.out())
        .contains("[-Xmx1g]\n[-Dx=y]\n[-jar]\n", "[-XX:SharedArchiveFile=" + home);
    assertThat(answer.out()).doesNotContain("extrato.terminal");
  }

  /** A server that has run out of memory must end, and no other command: its exit code counts. */
  @Test
  void start_ofTheServer_takesAnArchiveOfItsOwn_andEndsWithItsMemory() throws Exception {
    write(home.resolve("target/extrato.jsa"), "");
    write(home.resolve("target/extrato-serve.jsa"), "");
    String serve = answer(launch(home.resolve("scripts/extrato"), Map.of(), "serve")).out();
    String status = answer(launch(home.resolve("scripts/extrato"), Map.of(), "status")).out();

    assertThat(serve).contains("/extrato-serve.jsa]", "[-XX:OnOutOfMemoryError=kill -9 %p]");
    assertThat(status).contains("/extrato.jsa]").doesNotContain("OnOutOfMemoryError");
  }

  /** Many studios are at work in one process, each with a month of its own. */
  @ParameterizedTest
  @CsvSource({
    "status, 64",
    "studios run monthly, 136",
    "studios run --parallel 8 monthly, 232",
    "studios run --parallel=2 monthly, 88",
    "studios run monthly --parallel 1, 64",
    "studios run --parallel many monthly, 136"
  })
  void start_hasMemoryForEachStudioAtWork(String words, int megabytes) throws Exception {
    assertThat(answer(launch(home.resolve("scripts/extrato"), Map.of(), words.split(" "))).out())
        .contains("[-Xmx" + megabytes + "m]\n");
  }

  @Test
  void start_withAnOldJava_saysHowToGetANewOne() throws Exception {
    write(javaHome.resolve("release"), "JAVA_VERSION=\"1.8.0_392\"\n");
    assertWantsJava(start("status"), "Java 8");
  }

  @Test
  void start_withoutAnyJava_saysHowToGetIt() throws Exception {
    Path bin = Files.createDirectory(temporary.resolve("tools"));
    for (String tool : List.of("bash", "env", "dirname", "readlink", "cat")) {
      program(bin.resolve(tool), "#!/bin/sh\nexec " + whereIs(tool) + " \"$@\"\n");
    }
    Map<String, String> environment = Map.of("PATH", bin.toString(), "JAVA_HOME", "");
    assertWantsJava(
        answer(launch(home.resolve("scripts/extrato"), environment, "status")), "there is none");
  }

  @Test
  void start_withARuntimeOnly_runsWhatIsBuiltAndBuildsNothing() throws Exception {
    start("status");
    Files.delete(javaHome.resolve("bin/javac"));
    assertThat(start("status").code()).isEqualTo(42);
    changedNow(home.resolve("pom.xml"));
    assertWantsJava(start("status"), "a JDK 17");
  }

  private void assertWantsJava(Answer answer, String complaint) {
    assertThat(answer.code()).isEqualTo(8);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .startsWith("extrato: ")
        .contains(complaint, "Debian", "Fedora", "macOS");
  }

  private record Answer(int code, String out, String err) {}

  private Answer start(String... arguments) throws IOException, InterruptedException {
    return answer(launch(home.resolve("scripts/extrato"), Map.of(), arguments));
  }

  private static Answer answer(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Answer(process.waitFor(), out, err);
  }

  private Process launch(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = builder(command);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("EXTRATO_JAVA_OPTS");
    return builder;
  }

  private int builds() throws IOException {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private static void changedNow(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  private static Path whereIs(String tool) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void program(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text);
  }
}
