package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the studio's people are told to type, and what they are told the codes mean, is so. */
class BrazilianReadmeTest {
  private static final Path FILE = Path.of("README.pt-BR.md");

  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|\\S+");

  @TempDir Path home;

  /** Every line of a block of commands that is one of ours, without its comment or its file. */
  static Stream<String> commands() throws IOException {
    return BLOCK
        .matcher(Files.readString(FILE))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> line.startsWith("extrato "))
        .map(line -> line.replaceAll("\\s+[#>].*", ""));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commands_areTakenAsTheyStand(String command) {
    Stream<String> words =
        WORD.matcher(command).results().skip(1).map(word -> word.group().replace("\"", ""));

    new Operator(Map.of(), home, Clock.systemUTC())
        .succeed(Stream.concat(words, Stream.of("--help")).toArray(String[]::new));
  }

  @Test
  void commands_areMany() throws IOException {
    assertThat(commands()).hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void exitCodes_areAllExplained(ExitCode code) throws IOException {
    assertThat(Files.readAllLines(FILE))
        .anyMatch(line -> line.matches("\\|( \\d+,)? " + code.number() + "(, \\d+)? \\| .{10,}"));
  }
}
