package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that a message names are there. */
class NamedDocumentsTest {
  private static final Pattern IN_A_MESSAGE = Pattern.compile("\"[^\"\n]*\\b(docs/[\\w./-]*\\w)");

  @Test
  void everyDocument_thatTheProgramNames_isThere() throws IOException {
    List<String> named;
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      named =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(NamedDocumentsTest::documents)
              .toList();
    }

    assertThat(named).hasSizeGreaterThan(4).allSatisfy(file -> assertThat(Path.of(file)).exists());
  }

  private static Stream<String> documents(Path source) {
    try {
      return IN_A_MESSAGE
          .matcher(Files.readString(source))
          .results()
          .map((MatchResult found) -> found.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void ofAPackage_theyAreNamedWhereItPutsThem() {
    Documentation installed = new Documentation("/usr/share/doc/extrato");

    assertThat(installed.named("docs/security.md lists the GRANTs of docs/grants"))
        .isEqualTo(
            "/usr/share/doc/extrato/docs/security.md lists the GRANTs of"
                + " /usr/share/doc/extrato/docs/grants");
    assertThat(installed.named("/home/ana/docs/x.csv")).isEqualTo("/home/ana/docs/x.csv");
    assertThat(installed.named("correct it; .env.example explains every setting"))
        .isEqualTo("correct it; `man extrato.env` explains every setting");
    assertThat(new Documentation("").named("docs/security.md")).isEqualTo("docs/security.md");
  }
}
