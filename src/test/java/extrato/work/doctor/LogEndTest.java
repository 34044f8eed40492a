package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogEndTest {
  @TempDir Path folder;

  @Test
  void of_shortFile_isAllOfIt() throws IOException {
    Path file = Files.writeString(folder.resolve("log"), "um\ndois\n");

    assertThat(LogEnd.of(file, 200)).isEqualTo(List.of("um", "dois"));
  }

  @Test
  void of_emptyFile_isNothing() throws IOException {
    assertThat(LogEnd.of(Files.createFile(folder.resolve("log")), 200)).isEmpty();
  }

  @Test
  void of_longFile_isItsLastLinesWhole() throws IOException {
    String text =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(i -> "línha " + i + "\n")
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("log"), text);

    assertThat(LogEnd.of(file, 200))
        .hasSize(200)
        .startsWith("línha 99801")
        .endsWith("línha 100000");
  }

  @Test
  void of_longLines_beginsWithAWholeOne() throws IOException {
    String line = "x".repeat(100_000);
    Path file = Files.writeString(folder.resolve("log"), (line + "\n").repeat(10));

    assertThat(LogEnd.of(file, 200)).hasSize(2).containsOnly(line);
  }
}
