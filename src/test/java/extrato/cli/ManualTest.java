package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.commands.ExtratoProgram;
import extrato.support.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** What the man pages have beside what they take from the commands' own description. */
class ManualTest {
  private static final Path SECTIONS = Path.of("src/deb/man/sections.roff");

  static Stream<Command> commands() {
    return Arrays.stream(
            Objects.requireNonNull(ExtratoProgram.class.getAnnotation(Command.class)).subcommands())
        .map(type -> Objects.requireNonNull(type.getAnnotation(Command.class)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commands_haveAnExample(Command command) {
    assertThat(command.footerHeading()).as(command.name()).isEqualTo("%nExamples:%n");
    assertThat(command.footer())
        .as(command.name())
        .anyMatch(line -> line.startsWith("  extrato " + command.name()));
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void exitCodes_areExplained(ExitCode code) throws IOException {
    assertThat(Files.readString(SECTIONS))
        .containsPattern("(?m)^\\.B (\\d+, )?" + code.number() + "(, \\d+)?$");
  }
}
