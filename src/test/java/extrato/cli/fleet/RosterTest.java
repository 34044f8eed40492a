package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.cli.Main;
import extrato.testing.Operator;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings files of many studios, and everything that is wrong with them at once. */
class RosterTest {
  @TempDir Path home;
  private Firm firm;

  @BeforeEach
  void twoStudios() {
    firm = new Firm(home);
    firm.settings("lisboa", "DATABASE_URL=postgresql://ana:segredo@db.example.org/lisboa");
    firm.settings("porto", "DATABASE_URL=postgresql://ana:segredo@DB.example.org:5433/porto");
  }

  @Test
  void list_namesEachStudio_andNoPassword() {
    Operator.Ended ended = firm.operator().succeed("studios", "list");

    assertThat(ended.out())
        .containsPattern("lisboa +db.example.org:5432 +lisboa +test +.*studios/lisboa/backups")
        .containsPattern("porto +db.example.org:5433 +porto")
        .endsWith("2 studios\n")
        .doesNotContain("segredo");
    assertThat(Firm.lines(firm.operator().succeed("studios", "list", "--json")).studios())
        .containsExactly("lisboa", "porto");
  }

  @Test
  void check_ofFilesThatAreRight() {
    assertThat(firm.operator().succeed("studios", "check").out())
        .isEqualTo("2 studios, all right\n");
  }

  @Test
  void check_namesEverythingAtOnce() {
    firm.settings("faro", "EXTRATO_ATTEMPTS=many");
    firm.settings("braga", "DATABASE_URL=mysql://segredo");
    firm.settings("evora 2", "DATABASE_URL=postgresql://db/evora");
    firm.write("porto.env~", "an editor's copy");
    firm.write(".env", "hidden");

    Operator.Ended ended = firm.operator().run("studios", "check").expect(8);

    assertThat(ended.out().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("faro: EXTRATO_ATTEMPTS=many .*faro.env\\) must be .*"))
        .anyMatch(line -> line.matches("faro: DATABASE_URL is not set in .*faro.env"))
        .anyMatch(line -> line.matches("braga: DATABASE_URL \\(file .*braga.env\\) must .*"))
        .anyMatch(line -> line.matches("the file .*evora 2.env is not a studio: .*"));
    assertThat(ended.err()).contains("2 of 4 studios are wrong, and 1 file is none");
    assertThat(ended.both()).doesNotContain("segredo");
  }

  /** Whoever wrote it believes that its month is closed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "são_paulo.env",
        "Porto.ENV",
        "belem.Env",
        "faro.env.txt",
        "braga",
        "aveiro.conf",
        "a b.env"
      })
  void aFileThatIsNoStudio_isNamedByEveryCommand(String file) {
    assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(file))
        .as("this locale can name the file")
        .isTrue();
    firm.write(file, "DATABASE_URL=postgresql://db/other");
    firm.settings("lisboa", "EXTRATO_ATTEMPTS=many");
    firm.settings("porto", "EXTRATO_ATTEMPTS=many");

    assertThat(firm.operator().run("studios", "check").expect(8).both())
        .contains("/" + file + " is not a studio: ", "and 1 file is none");
    assertThat(firm.operator().succeed("studios", "list").out())
        .containsPattern("(?m)^" + file + " .* see `studios check`$")
        .endsWith("2 studios, and 1 file is none\n");
    for (String command : new String[] {"run backup", "status"}) {
      String[] words = ("studios " + command).split(" ");
      Operator.Ended ended = firm.operator().run(words);
      assertThat(ended.both()).as(command).contains(file, " is not a studio: ");
      assertThat(ended.exitCode()).isIn(8, 12);
    }
    Firm.Lines lines =
        Firm.lines(firm.operator().run("studios", "run", "--json", "backup").expect(8));
    assertThat(lines.studios()).contains(file);
    assertThat(lines.of(file).path("outcome").asText()).isEqualTo("refused");
    assertThat(lines.whole().path("failed").asInt()).isEqualTo(3);
  }

  /** Java then reads names that it could not write; none of them may be left out for that. */
  @Test
  void aFileWhoseNameTheLocaleCannotSay_isNamedAllTheSame() throws Exception {
    String make = "printf 'DATABASE_URL=postgresql://db/x' >\"$(printf 's\\303\\243o.env')\"";
    assertThat(ended(firm.folder(), "sh", "-c", make + "; mkdir \"$(printf 'S\\303\\243o')\""))
        .isEqualTo("0 ");

    assertThat(
            ended(
                Path.of(""),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dextrato.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "studios",
                "check"))
        .startsWith("8 ")
        .containsPattern("the file .*/s.+o\\.env is not a studio: ")
        .contains("and 1 file is none");
  }

  private static String ended(Path folder, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toAbsolutePath().toFile());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + said;
  }

  @Test
  void aFileThatIsNoStudio_isInOnePart_andNotAmongThoseThatWereNamed() {
    firm.write("evora 2.env", "DATABASE_URL=postgresql://db/evora");

    long parts =
        Stream.of("0/3", "1/3", "2/3")
            .filter(
                part ->
                    firm.operator()
                        .succeed("studios", "list", "--shard", part)
                        .out()
                        .contains("evora 2.env"))
            .count();

    assertThat(parts).isEqualTo(1);
    assertThat(firm.operator().succeed("studios", "list", "--only", "porto").out())
        .doesNotContain("evora");
  }

  @Test
  void aFolderOfFilesThatAreNoStudios_isSaid() throws IOException {
    Files.delete(firm.folder().resolve("lisboa.env"));
    Files.delete(firm.folder().resolve("porto.env"));
    firm.write("Porto.ENV", "DATABASE_URL=postgresql://db/porto");

    assertThat(firm.operator().run("studios", "run", "monthly").expect(8).err())
        .contains("there is no studio in ", "Porto.ENV is not a studio");
  }

  @Test
  void whatNobodyTakesForAStudio_isLeftAlone() throws IOException {
    firm.write("porto.env~", "an editor's copy");
    firm.write(".porto.env.swp", "another's");
    Files.createDirectory(firm.folder().resolve("..2025_10_05"));
    Files.createDirectory(firm.folder().resolve("old"));

    assertThat(firm.operator().succeed("studios", "check").out())
        .isEqualTo("2 studios, all right\n");
  }

  /** One of them would be closed twice, and the other never. */
  @Test
  void check_twoStudiosWithOneDatabase() {
    firm.settings(
        "faro", "DATABASE_URL=postgresql://rui@DB.EXAMPLE.org:5432/lisboa?sslmode=require");

    assertThat(firm.operator().run("studios", "check").expect(8).out())
        .contains("lisboa: the database db.example.org:5432 lisboa is also that of faro")
        .contains("faro: the database db.example.org:5432 lisboa is also that of lisboa");
    assertThat(firm.operator().run("studios", "check", "--only", "faro").expect(8).out())
        .as("also where only one of them is asked for")
        .contains("is also that of lisboa");
    firm.operator().succeed("studios", "check", "--only", "porto");
  }

  @Test
  void check_twoStudiosInOneDatabase_needASchemaEach() {
    String database = "DATABASE_URL=postgresql://db.example.org/lojas?currentSchema=";
    firm.settings("lisboa", database + "lisboa", "EXTRATO_SCHEMA=extrato_lisboa");
    firm.settings("porto", database + "porto", "EXTRATO_SCHEMA=extrato_porto");
    firm.operator().succeed("studios", "check");

    firm.settings("porto", database + "porto", "EXTRATO_SCHEMA=extrato_lisboa");
    assertThat(firm.operator().run("studios", "check").expect(8).out())
        .contains(
            "lisboa: the database db.example.org:5432 lojas, schema extrato_lisboa is also that of"
                + " porto");

    firm.settings("porto", database + "porto", "EXTRATO_SCHEMA=extrato_porto");
    Operator mistaken = firm.operator().with("EXTRATO_SCHEMA", "extrato_porto");
    assertThat(mistaken.run("studios", "check").expect(8).both()).contains("EXTRATO_SCHEMA");
  }

  @Test
  void check_twoStudiosWithOneFolder() throws IOException {
    Path folder = Files.createDirectory(home.resolve("backups"));
    Path link = Files.createSymbolicLink(home.resolve("link"), folder);
    firm.settings("lisboa", "DATABASE_URL=postgresql://db/lisboa", "EXTRATO_BACKUP_DIR=" + folder);
    firm.settings("porto", "DATABASE_URL=postgresql://db/porto", "EXTRATO_BACKUP_COPY=" + link);

    assertThat(firm.operator().run("studios", "check").expect(8).out())
        .containsPattern("lisboa: .*/backups is also that of porto")
        .containsPattern("porto: .*/backups is also that of lisboa");
  }

  @Test
  void run_refusesStudiosThatClash_andNothingElse() {
    firm.settings("faro", "DATABASE_URL=postgresql://db.example.org/lisboa");

    Firm.Lines lines =
        Firm.lines(
            firm.operator()
                .run("studios", "run", "--json", "--only", "lisboa,faro", "monthly")
                .expect(8));

    assertThat(lines.message("faro")).contains("is also that of lisboa");
    assertThat(lines.of("lisboa").path("outcome").asText()).isEqualTo("refused");
    assertThat(firm.home("lisboa")).doesNotExist();
  }

  @Test
  void aFolderThatIsMissingOrEmpty_isSaid() throws IOException {
    assertThat(firm.operator().run("studios", "check", "--dir", "/nowhere").expect(8).err())
        .contains("the folder of the studios, /nowhere, cannot be read: no such file or folder");

    Path empty = Files.createDirectory(home.resolve("empty"));
    assertThat(
            firm.operator()
                .with("EXTRATO_STUDIOS_DIR", empty.toString())
                .run("studios", "list")
                .expect(8)
                .err())
        .contains("there is no studio in " + empty);
  }

  @Test
  void aNameThatIsMistyped_isSaid() {
    assertThat(firm.operator().run("studios", "list", "--only", "lisbon").expect(2).err())
        .contains("there is no studio 'lisbon'; did you mean lisboa?");
    assertThat(firm.operator().run("studios", "list", "--except", "x").expect(2).err())
        .contains("--except: there is no studio 'x'");
  }

  @Test
  void run_takesOnlyCommandsForMany() {
    for (String command : new String[] {"demo", "restore", "studios", "show", "wallet credit"}) {
      String[] words = ("studios run " + command).split(" ");
      assertThat(firm.operator().run(words).expect(2).err()).contains("`studios run`");
    }
    assertThat(firm.operator().run("studios", "run").expect(2).err()).contains("COMMAND");
    assertThat(firm.operator().run("studios", "run", "--parallel", "0", "backup").expect(2).err())
        .contains("--parallel must be a whole number from 1 to 64, not 0");
    assertThat(firm.operator().run("studios", "run", "backup", "--parallel", "0").expect(2).err())
        .contains("--parallel must be");
  }

  /** A list without a name in it must not be taken for no list, which means all. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only ,",
        "--only ,,",
        "--only=",
        "--only lisboa,",
        "--only ,lisboa",
        "--only lisboa,,porto",
        "--except ,",
        "--except=",
        "--except lisboa,",
        "--except lisboa,porto",
        "--only lisboa --except lisboa",
        "--limit 0s",
        "--limit 0",
        "--limit 1ms",
        "--limit 999ms",
        "--per-server 0",
        "--per-server 65",
        "--parallel 0"
      })
  void choiceThatChoosesNothing_orTimeThatIsNone_isRefused(String options) {
    String words = "studios run " + options + " backup";

    Operator.Ended ended = firm.operator().run(words.split(" ")).expect(2);

    assertThat(ended.err()).contains(options.replaceFirst("[ =].*", ""));
    assertThat(firm.home("lisboa")).doesNotExist();
  }

  /** A small fleet on many machines: that is no mistake, and is said. */
  @Test
  void partWithoutAStudio_isDone_andSaysSo() {
    String none =
        Stream.of("0/7", "1/7", "2/7", "3/7")
            .filter(part -> !Shard.parse(part).holds("lisboa") && !Shard.parse(part).holds("porto"))
            .findFirst()
            .orElseThrow();

    assertThat(firm.operator().succeed("studios", "run", "--shard", none, "backup").both())
        .contains("no studio is in part " + none);
  }

  /** What names a file, an id or a folder, or says a word that is meant of one studio. */
  @ParameterizedTest
  @CsvSource({
    "init --adopt, --adopt",
    "init --adopt=/mnt/nas, --adopt",
    "init --moved, --moved",
    "init --copy, --copy",
    "init --older, --older",
    "verify backup_2025_09.csv, FILE",
    "verify --file-only backup_2025_09.csv, FILE",
    "wallet expire 7, HOLD",
    "wallet expire hold:7 8, HOLD",
    "wallet expire --forfeit, --forfeit",
    "wallet expire --dry-run --forfeit --to artist:1 --share 30%, --forfeit",
    "extrato --leave 1, --leave",
    "monthly --leave=pagamentos:1, --leave",
    "backup --leave 1, --leave",
    "doctor --bundle support.zip, --bundle",
    "monthly --run-id 0123abcd, --run-id",
    "backup --help, --help"
  })
  void run_refusesWhatBelongsToOneStudio(String command, String word) {
    Operator.Ended ended = firm.operator().run(("studios run " + command).split(" ")).expect(2);

    assertThat(ended.err()).contains(word + " is for one studio", "EXTRATO_STUDIO=NAME extrato ");
    assertThat(ended.out()).isEmpty();
    assertThat(firm.home("lisboa")).doesNotExist();
  }

  @Test
  void run_refusesAnUnknownOption_once() {
    assertThat(firm.operator().run("studios", "run", "monthly", "--catchup").expect(2).both())
        .contains("--catchup")
        .doesNotContain("lisboa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "backup --year 2025 --month 9",
        "verify --all --file-only",
        "extrato --month 2025-09 --force --early --dry-run --batch-size 10 --yes",
        "close --dry-run",
        "monthly --catch-up --force --dry-run --yes -v",
        "drill --all",
        "prune --days 90 --yes",
        "status --check --year 2025 --month 9",
        "notify --test",
        "wallet expire --dry-run",
        "wallet check"
      })
  void run_takesWhatMeansTheSameForAll(String command) {
    firm.settings("lisboa", "EXTRATO_ATTEMPTS=many");
    firm.settings("porto", "EXTRATO_ATTEMPTS=many");

    assertThat(firm.operator().run(("studios run " + command).split(" ")).expect(8).out())
        .contains("lisboa", "EXTRATO_ATTEMPTS=many");
  }

  @Test
  void aThousandFiles_areCheckedInAMoment() {
    for (int n = 0; n < 998; n++) {
      firm.settings("studio-" + n, "DATABASE_URL=postgresql://ana:segredo@db/studio_" + n);
    }
    // A second or two; on a machine that is busy with other tests as well it takes longer.
    long began = System.nanoTime();

    assertThat(firm.operator().succeed("studios", "check").out()).startsWith("1.000 studios");
    assertThat(firm.operator().succeed("studios", "list").out().lines()).hasSize(1002);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
