package extrato.support.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Standard input in a file that goes, whatever becomes of the run. */
class SpooledInputTest {
  private static SpooledInput of(String text) throws IOException {
    return SpooledInput.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), bytes -> {});
  }

  @Test
  void whatAKilledRunLeft_isRemoved_andWhatIsHeldIsNot() throws IOException {
    Path left = Files.createTempFile("extrato", ".stdin");
    try (SpooledInput one = of("um");
        SpooledInput other = of("dois")) {
      assertThat(left).doesNotExist();
      assertThat(one.file()).hasContent("um");
      assertThat(other.file()).hasContent("dois");
      one.close();
      assertThat(one.file()).doesNotExist();
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
