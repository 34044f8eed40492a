package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronLineTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("extrato"), text);
  }

  @Test
  void read_shippedFile_isTheShippedLine() throws IOException {
    assertThat(CronLine.read(Path.of("cron/extrato"))).contains(CronLine.SHIPPED);
  }

  @Test
  void read_commentsAndVariables_arePassedOver() throws IOException {
    Path file = file("# 1 1 1 * * is no line\nMAILTO=root\n30  3\t2-3,5 * *  root  /bin/true\n");

    assertThat(CronLine.read(file))
        .contains(new CronLine("30 3 2-3,5 * *", 30, 3, List.of(2, 3, 5)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@monthly root /bin/true",
        "*/5 * * * * root /bin/true",
        "0 25 1 * * root /bin/true",
        "60 2 1 * * root /bin/true",
        "0 2 5-1 * * root /bin/true",
        "0 2 0 * * root /bin/true",
        "0 2 1 1 * root /bin/true",
        "0 2 29-31 * * root /bin/true"
      })
  void read_lineThatDoesNotSayWhen_isNotUnderstood(String line) throws IOException {
    assertThat(CronLine.read(file(line + "\n"))).isEmpty();
  }
}
