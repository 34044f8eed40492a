package extrato.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Standard input in a file that nobody finds, whatever becomes of the run. */
class SpooledInputTest {
  private static SpooledInput of(String text) throws IOException {
    return SpooledInput.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), bytes -> {});
  }

  @Test
  void whatCame_isReadAgainAndAgain_andHasNoNameThatAKilledRunWouldLeave() throws IOException {
    Set<Path> before = named();
    try (SpooledInput one = of("um")) {
      assertThat(named()).isEqualTo(before);
      for (int time = 0; time < 2; time++) {
        try (InputStream in = one.open()) {
          assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("um");
        }
      }
    }
  }

  private static Set<Path> named() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith("extrato"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void signal_stopsIt() throws IOException {
    assertThatThrownBy(
            () ->
                SpooledInput.read(
                    new ByteArrayInputStream(new byte[10]),
                    bytes -> {
                      throw new IllegalStateException("" + bytes);
                    }))
        .hasMessage("10");
  }
}
