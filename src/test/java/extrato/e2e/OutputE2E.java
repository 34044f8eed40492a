package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and programs read. */
@ExtendWith(StudioExtension.class)
final class OutputE2E {
  private static final String SEPTEMBER = " --year 2025 --month 9";
  static final String LATE =
      "insert into gastos (data, valor, forma_pagamento, created_by)"
          + " values ('2025-09-30', 1234.56, 'Pix', 1)";
  private static final int COLUMNS = 80;
  private static final int NEEDED_JAVA = 17;

  /** Where Linux distributions keep them. */
  private static final Path JAVAS = Path.of("/usr/lib/jvm");

  /** A month's whole life, in commands that all end well. */
  static final List<String> BEFORE_LATE_RECORDS =
      List.of(
          "init --print",
          "init",
          "init",
          "backup" + SEPTEMBER,
          "backup" + SEPTEMBER,
          "verify" + SEPTEMBER,
          "verify --file-only" + SEPTEMBER,
          "extrato --dry-run" + SEPTEMBER,
          "extrato" + SEPTEMBER,
          "verify" + SEPTEMBER);

  static final List<String> AFTER_LATE_RECORDS =
      List.of(
          "verify" + SEPTEMBER,
          "--dry-run --force" + SEPTEMBER,
          "--force" + SEPTEMBER,
          "drill" + SEPTEMBER,
          "verify --all",
          "drill --all",
          "prune",
          "prune --days 1 --yes",
          "status",
          "status --backups",
          "show" + SEPTEMBER,
          "report --from 2025-08 --to 2025-10",
          "history",
          "wallet credit client:1 --amount 150,00 --form Pix --key in",
          "wallet hold client:1 --amount 50 --expires 0d --key hold",
          "wallet list",
          "wallet show client:1",
          "wallet release 2 --to artist:1 --share 30% --key out",
          "wallet reverse 3 --key back",
          "wallet expire --dry-run",
          "wallet backup",
          "wallet check",
          "token create --name a --scope read",
          "token list",
          "token revoke a",
          "find pagamentos 101",
          "diff" + SEPTEMBER,
          "monthly --dry-run" + SEPTEMBER,
          "restore --dry-run" + SEPTEMBER,
          "restore --force --reason teste" + SEPTEMBER,
          "monthly" + SEPTEMBER,
          "monthly --year 2025 --month 1");

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install() {
    program = PackagedProgram.installedIn(temporary.resolve("extrato"));
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private static String[] words(String command) {
    return command.split(" ", -1);
  }

  @Test
  void everyCommand_inJson_isOneObjectWithTheSameKeys(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator at = Operator.of(studio, program.home());
    List<JsonNode> reports = new ArrayList<>();

    BEFORE_LATE_RECORDS.forEach(command -> reports.add(report(at, command, 0)));
    studio.execute(LATE);
    reports.add(report(at, "extrato" + SEPTEMBER, 3));
    AFTER_LATE_RECORDS.forEach(command -> reports.add(report(at, command, 0)));
    reports.add(report(at, "status --check", 12));
    reports.add(JsonReports.check(at.run("doctor", "--json")));
    reports.add(report(program.on(studio), "history", 0));

    assertThat(reports).extracting(OutputE2E::keys).containsOnly(keys(reports.get(0)));
    assertThat(reports.get(5).path("sums").path("pagamentos").isTextual()).isTrue();
  }

  /** The class archive is of one Java. */
  @Test
  void anotherJava_thanTheOneThatBuiltTheProgram_startsItWithoutAWord(StudioDatabase studio)
      throws IOException {
    Optional<Path> other = anotherJava();
    assumeTrue(other.isPresent(), "there is no second Java of " + NEEDED_JAVA + " or newer here");
    PackagedProgram at = program.on(studio).with("JAVA_HOME", other.orElseThrow().toString());

    for (String command : List.of("--version", "init", "monthly" + SEPTEMBER)) {
      assertThat(at.succeed(words(command)).err()).as(command).isEmpty();
    }
  }

  private static Optional<Path> anotherJava() throws IOException {
    if (!Files.isDirectory(JAVAS)) {
      return Optional.empty();
    }
    try (Stream<Path> javas = Files.list(JAVAS)) {
      return javas
          .filter(java -> javaVersion(java) >= NEEDED_JAVA)
          .filter(OutputE2E::isOther)
          .findFirst();
    }
  }

  private static boolean isOther(Path java) {
    return javaVersion(java) != Runtime.version().feature();
  }

  /** As the file says that every Java has; 0 where it does not. */
  private static int javaVersion(Path java) {
    try {
      return Files.readAllLines(java.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .map(line -> line.replaceFirst("^JAVA_VERSION=\"(\\d+).*", "$1"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static JsonNode report(Terminal at, String command, int code) {
    return JsonReports.check(at.run(words(command + " --json")).expect(code));
  }

  private static Set<String> keys(JsonNode report) {
    Set<String> keys = new TreeSet<>();
    report.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "backup",
        "verify",
        "extrato",
        "monthly",
        "restore",
        "drill",
        "renumber",
        "import",
        "prune",
        "status",
        "history",
        "show",
        "find",
        "diff",
        "report",
        "init",
        "doctor",
        "wallet",
        "wallet credit",
        "wallet expire",
        "wallet hold",
        "wallet release",
        "wallet apply",
        "wallet check",
        "token",
        "token create",
        "token list",
        "token revoke",
        "serve",
        "notify",
        "studios",
        "studios run",
        "studios status",
        "demo"
      })
  void help_ofAnyCommand_fitsATerminal(String command) {
    Ended help =
        new Operator(Map.of(), program.home(), Clock.systemUTC())
            .succeed((command + " --help").strip().split(" ", -1));

    assertThat(help.out()).startsWith("Usage: extrato");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= COLUMNS);
    assertThat(help.out() + help.err()).doesNotContain("\u001b");
  }

  @Tag("slow")
  @Test
  void words_inAPipe_haveNoColoursAndNoProgress(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    PackagedProgram at = program.on(studio);

    for (String command : List.of("monthly", "extrato", "verify", "status --check", "doctor")) {
      Ended run = at.run(words(command.contains(" ") ? command : command + SEPTEMBER));
      assertThat(run.out() + run.err()).as(command).doesNotContain("\u001b", "\r");
    }
  }

  @Test
  void version_saysWhichProgramItIs() {
    assertThat(program.succeed("--version").out()).matches("extrato \\d+\\.\\d+\\.\\d+.*\n");
  }

  @Test
  void monthly_quietly_saysNothing(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);

    Ended run = program.on(studio).succeed(words("monthly --quiet" + SEPTEMBER));

    assertThat(run.out() + run.err()).isEmpty();
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Test
  void demo_quietly_saysNothing_andClosesItsMonth() {
    Operator visitor = new Operator(Map.of(), program.home(), Clock.systemUTC());

    Ended run = visitor.succeed("demo", "-q");

    assertThat(run.both()).isEmpty();
    Operator afterwards = visitor.with("EXTRATO_CONFIG", "demo/extrato.env");
    assertThat(afterwards.succeed("status").out()).contains(" closed ");
  }

  @Test
  void helpOfRestore_promisesNoMonthThatItWouldRefuse() {
    String help = program.succeed("restore", "--help").out();

    assertThat(help).contains("The month must be named").doesNotContain("the previous month.");
    assertThat(program.run("restore").expect(2).err()).contains("it does not guess");
  }

  /** Names in a database are anybody's text. */
  @Tag("slow")
  @Test
  void namesThatWouldSteerATerminal_areShownAndNotObeyed() {
    try (StudioDatabase studio = StudioDatabase.inSchema("ateli\u001b]0;owned\u0007\u009bé")) {
      AwkwardMonth.fillOrdinary(studio);
      PackagedProgram at = program.on(studio);
      studio.execute("alter table gastos add \"\u001b[31mnota\n\u2028\u202e\" text default 'a'");
      at.succeed(words("backup" + SEPTEMBER));
      studio.execute("update gastos set \"\u001b[31mnota\n\u2028\u202e\" = '\u001b[2Jb\u0085c\r'");
      studio.execute(
          "create table \"rec\u001b[2Jibos\n\" (id int primary key, gasto int references gastos);"
              + "insert into \"rec\u001b[2Jibos\n\""
              + " select 1, min(id) from gastos where data between '2025-09-01' and '2025-09-30'");

      for (String command : List.of("verify", "extrato", "monthly", "init --print", "status")) {
        Ended run = at.run(words(command + (command.contains(" ") ? "" : SEPTEMBER)));
        assertThat(run.out() + run.err())
            .as(command)
            .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n]]");
      }
      assertThat(at.run(words("monthly" + SEPTEMBER)).expect(6).err())
          .contains("rec\\u001b[2Jibos\\u000a");
    }
  }
}
