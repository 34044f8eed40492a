package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.commands.ExtratoProgram;
import extrato.support.failure.ExitCode;
import extrato.support.settings.Setting;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** The documents leave nothing out that people look up in them, and their links lead somewhere. */
class DocumentsTest {
  private static final Path COMMANDS = Path.of("docs/commands.md");
  private static final Path SETTINGS = Path.of("docs/settings.md");
  private static final Path BRAZILIAN = Path.of("README.pt-BR.md");
  private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```.*?^```");

  /** {@code `cli/Task`}, {@code `work/closing/delete_*.sql`}: as CONTRIBUTING names a file. */
  private static final Pattern NAMED_FILE =
      Pattern.compile("`(?!src/|docs/)([a-z]+(?:/[a-z]+)*)/([\\w*]+(?:\\.sql)?)`");

  private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT|E2E))`");

  /** What is to be written anew, and not there yet. */
  private static final Pattern NEW = Pattern.compile("Name[A-Z]\\w*");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> inFolder = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of(Path.of("README.md"), BRAZILIAN, CONTRIBUTING, Path.of("CHANGELOG.md")),
          inFolder.stream());
    }
  }

  @Test
  void schemaOfReports_knowsEveryExitCode() throws IOException {
    Matcher codes =
        Pattern.compile("\"exitCode\": \\{ \"enum\": \\[([0-9, ]+)]")
            .matcher(Files.readString(Path.of("docs/report.schema.json")));
    assertThat(codes.find()).isTrue();
    assertThat(Arrays.stream(codes.group(1).split(", ", -1)).map(Integer::valueOf))
        .containsExactlyElementsOf(Arrays.stream(ExitCode.values()).map(ExitCode::number).toList());
  }

  static Stream<String> commands() {
    return Arrays.stream(
            Objects.requireNonNull(ExtratoProgram.class.getAnnotation(Command.class)).subcommands())
        .map(type -> Objects.requireNonNull(type.getAnnotation(Command.class)).name());
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void settings_haveARowWithTheirDefault(Setting setting) throws IOException {
    String inCode = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";

    assertThat(Files.readAllLines(SETTINGS))
        .anyMatch(line -> line.startsWith("| `" + setting.key() + "` | " + inCode));
    assertThat(BRAZILIAN).content().contains("`" + setting.key() + "`");
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void exitCodes_haveARow(ExitCode code) throws IOException {
    assertThat(Files.readAllLines(COMMANDS))
        .anyMatch(line -> line.matches("\\|( \\d+,)? " + code.number() + "(, \\d+)? \\| .{10,}"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commands_haveARow(String command) throws IOException {
    for (Path document : List.of(COMMANDS, BRAZILIAN)) {
      assertThat(Files.readAllLines(document))
          .as(document.toString())
          .anyMatch(line -> line.matches("\\| `" + command + "( [A-Z ]+)?`.* \\| .{10,}"));
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_leadSomewhere(Path document) throws IOException {
    for (MatchResult link : matches(LINK, withoutBlocks(document))) {
      String to = link.group(1);
      if (to.contains(":")) {
        continue;
      }
      Path file = to.isEmpty() ? document : document.resolveSibling(to).normalize();
      assertThat(file).as("%s links to %s", document, link.group()).exists();
      String anchor = link.group(2);
      if (anchor != null) {
        assertThat(anchors(file)).as("%s links to %s", document, link.group()).contains(anchor);
      }
    }
  }

  @Test
  void packages_allHaveARow() throws IOException {
    Path root = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(root.resolve("extrato"))) {
      assertThat(
              files
                  .filter(file -> !file.endsWith("package-info.java") && Files.isRegularFile(file))
                  .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
                  .distinct()
                  .toList())
          .hasSizeGreaterThan(10)
          .allSatisfy(room -> assertThat(CONTRIBUTING).content().contains("\n| `" + room + "` | "));
    }
  }

  @Test
  void filesToTouch_areThere() throws IOException {
    List<MatchResult> named = matches(NAMED_FILE, withoutBlocks(CONTRIBUTING));

    assertThat(named).hasSizeGreaterThan(40);
    for (MatchResult name : named) {
      String file = name.group(2);
      if (!NEW.matcher(file).matches()) {
        assertThat(isThere(name.group(1), file)).as(name.group()).isTrue();
      }
    }
  }

  @Test
  void testsToTouch_areThere() throws IOException {
    for (MatchResult name : matches(NAMED_TEST, withoutBlocks(CONTRIBUTING))) {
      if (!NEW.matcher(name.group(1)).matches()) {
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
          assertThat(tests)
              .as(name.group())
              .anyMatch(test -> test.endsWith(name.group(1) + ".java"));
        }
      }
    }
  }

  @Test
  void theFirstPage_staysShort() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(110);
  }

  private static boolean isThere(String folder, String file) throws IOException {
    String name = file.endsWith(".sql") ? file : file + ".java";
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + name);
    for (String root : List.of("src/main/java", "src/main/resources", "src/test/java")) {
      Path in = Path.of(root, "extrato", folder);
      if (Files.isDirectory(in)) {
        try (Stream<Path> files = Files.list(in)) {
          if (files.anyMatch(each -> wanted.matches(each.getFileName()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String withoutBlocks(Path document) throws IOException {
    return BLOCK.matcher(Files.readString(document)).replaceAll("");
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** As GitHub makes them: lower case, hyphens for blanks, other punctuation left out. */
  private static List<String> anchors(Path file) throws IOException {
    return HEADING
        .matcher(withoutBlocks(file))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-'))
        .toList();
  }
}
