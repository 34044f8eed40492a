package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The workflow's own scripts, with this machine in the place of the server. */
@ExtendWith(StudioExtension.class)
final class SafetyNetE2E {
  private static final Path FILE =
      Path.of(System.getProperty("extrato.home", "."), "docs", "safety-net-workflow.yml");

  @TempDir Path temporary;
  private PackagedProgram program;
  private Path tools;
  private Path work;

  @BeforeEach
  void install(StudioDatabase studio) throws IOException {
    DebianPackage.JQ.assumeInstalled();
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    AwkwardMonth.fillOrdinary(studio);
    tools = Files.createDirectory(temporary.resolve("bin"));
    work = Files.createDirectory(temporary.resolve("work"));
    tool("ssh", "shift; exec bash -c \"$*\"");
    tool(
        "gh",
        "echo \"$@\" >>../gh; case \"$2\" in list) cat ../issues 2>/dev/null || echo '[]' ;; esac");
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  @Test
  void theMonth_isClosedOnceAndFoundClosedTheNextTime() throws IOException {
    assertThat(step("Close the month", month("2025", "09")).exitCode()).isZero();
    assertThat(step("Close the month", month("2025", "9")).exitCode()).isZero();
    step("Say what came of it", Map.of("CODE", "0")).expect(0);

    assertThat(work.resolve("output")).content().isEqualTo("code=0\ncode=0\n");
    assertThat(work.resolve("summary"))
        .content()
        .contains("## Extrato: exit 0", "Month **2025-09**, **already_closed**", "| gastos | ");
  }

  @Test
  void aFailure_isTheStepsOwnExitCodeAndBecomesAnIssueOfTheMonth() throws IOException {
    Files.writeString(program.home().resolve("backups"), "");

    assertThat(step("Close the month", month("2025", "9")).exitCode()).isEqualTo(9);
    step("Say what came of it", Map.of("CODE", "9")).expect(0);
    step("Fetch the support bundle", Map.of()).expect(0);
    step("Open an issue", Map.of("RUN_URL", "https://example.org/1")).expect(0);

    assertThat(work.resolve("issue.md"))
        .content()
        .contains("exit 9", program.home() + "/backups", "https://example.org/1");
    assertThat(Files.readAllBytes(work.resolve("support.zip"))).startsWith('P', 'K');
    assertThat(said("gh"))
        .contains("issue create --title Extrato production: month 09/2025 needs attention");
  }

  @Test
  void anIssueThatIsOpen_getsAComment() throws IOException {
    Files.writeString(
        temporary.resolve("issues"),
        "[{\"number\": 7, \"title\": \"Extrato production: month 09/2025 needs attention\"}]");
    Files.writeString(work.resolve("report.json"), "{\"month\": \"2025-09\"}");
    Files.writeString(work.resolve("summary.md"), "");
    step("Open an issue", Map.of("RUN_URL", "")).expect(0);

    assertThat(said("gh")).contains("issue comment 7").doesNotContain("issue create");
  }

  @Test
  void aServerThatCannotBeReached_isAskedThreeTimesAndBecomesAnIssue() throws IOException {
    tool("ssh", "echo asked >>../ssh; echo 'no route to host' >&2; exit 255");

    assertThat(step("Close the month", Map.of()).exitCode()).isEqualTo(255);
    step("Say what came of it", Map.of("CODE", "255")).expect(0);
    step("Open an issue", Map.of("RUN_URL", "")).expect(0);

    assertThat(said("ssh")).hasLineCount(3);
    assertThat(work.resolve("issue.md")).content().contains("no route to host");
    assertThat(said("gh")).contains("Extrato production: the safety net needs attention");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 130, 143, 255})
  void everyExitCode_thatIsNotGood_failsTheStep(int code) throws IOException {
    tool("ssh", "exit " + code);

    assertThat(step("Close the month", Map.of()).exitCode()).isEqualTo(code == 3 ? 0 : code);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"2025;", "", "$(reboot)", "1999"})
  void aYearThatIsNone_isRefusedBeforeTheServerIsAsked(String year) throws IOException {
    tool("ssh", "echo asked >>../ssh");

    assertThat(step("Close the month", month(year, "9")).exitCode()).isEqualTo(2);
    assertThat(temporary.resolve("ssh")).doesNotExist();
  }

  /** What people type in must not become a part of a script before the shell reads it. */
  @Tag("slow")
  @Test
  void scripts_haveNothingPastedIn() throws Exception {
    DebianPackage.SHELLCHECK.assumeInstalled();
    for (JsonNode step : steps()) {
      String script = step.path("run").asText();
      assertThat(script).doesNotContain("${{");
      Path file = Files.writeString(work.resolve("step.sh"), "#!/usr/bin/env bash\n" + script);
      DebianPackage.SHELLCHECK.succeed(List.of("-e", "SC2029", file.toString()));
    }
  }

  @Tag("slow")
  @Test
  void theWorkflow_runsOnDayTwoAndTakesAMonth() throws IOException {
    JsonNode on = workflow().path("on");

    assertThat(on.at("/schedule/0/cron").asText()).matches("\\d+ \\d+ 2 \\* \\*");
    assertThat(on.at("/workflow_dispatch/inputs").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("year", "month", "force");
  }

  private static Map<String, String> month(String year, String month) {
    return Map.of("YEAR", year, "MONTH", month);
  }

  private Ended step(String name, Map<String, String> variables) throws IOException {
    for (JsonNode step : steps()) {
      if (step.path("name").asText().startsWith(name)) {
        return run(step.path("run").asText(), variables);
      }
    }
    throw new AssertionError("no step " + name);
  }

  private Ended run(String script, Map<String, String> variables) {
    Map<String, String> all = new TreeMap<>(program.environment());
    all.put("PATH", tools + ":/usr/bin:/bin");
    all.put("PROGRAM", program.script("extrato").toString());
    all.put("SERVER", "extrato@estudio");
    all.put("ENVIRONMENT", "production");
    all.put("PAUSE", "0");
    all.put("YEAR", "");
    all.put("MONTH", "");
    all.put("FORCE", "false");
    all.put("GITHUB_OUTPUT", work.resolve("output").toString());
    all.put("GITHUB_STEP_SUMMARY", work.resolve("summary").toString());
    all.putAll(variables);
    // As GitHub starts a step's script whose shell is bash.
    List<String> command =
        new ArrayList<>(List.of("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script));
    try (PackagedProgram.Running running =
        new PackagedProgram(program.home(), all).startIn(work, command)) {
      return running.await();
    }
  }

  private static JsonNode workflow() throws IOException {
    return new YAMLMapper().readTree(Files.readString(FILE));
  }

  private static List<JsonNode> steps() throws IOException {
    List<JsonNode> steps = new ArrayList<>();
    for (JsonNode step : workflow().at("/jobs/monthly/steps")) {
      if (step.has("run")) {
        steps.add(step);
      }
    }
    assertThat(steps).hasSizeGreaterThan(3);
    return steps;
  }

  private void tool(String name, String text) throws IOException {
    Path tool = tools.resolve(name);
    Files.write(tool, ("#!/bin/bash\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(tool.toFile().setExecutable(true)).isTrue();
  }

  private String said(String tool) throws IOException {
    return Files.readString(temporary.resolve(tool));
  }
}
