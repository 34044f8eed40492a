package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The folder in which every closing, merge and restore leaves the month's statement. */
@ExtendWith(StudioExtension.class)
class StatementFolderIT {
  @TempDir Path home;

  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    operator =
        Operator.of(studio, home)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_STATEMENT_DIR", "extratos");
    new SmallStudio(studio).payment("2025-09-10");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("extratos"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(home.resolve("extratos").resolve(name));
  }

  @Test
  void closing_leavesTheStatement_andItsVersion(StudioDatabase studio) throws IOException {
    operator.closeSeptember();

    assertThat(names())
        .containsExactly(
            "extrato_2025_09.html",
            "extrato_2025_09.pdf",
            "extrato_2025_09.xlsx",
            "extrato_2025_09_v1.html",
            "extrato_2025_09_v1.pdf",
            "extrato_2025_09_v1.xlsx");
    assertThat(text("extrato_2025_09.html"))
        .contains("R$ 1.000,00")
        .isEqualTo(text("extrato_2025_09_v1.html"))
        .isEqualTo(operator.succeed("show", "--html", "-").out());
  }

  @Test
  void merge_leavesTheNewVersion_andKeepsTheOld(StudioDatabase studio) throws IOException {
    Operator page = operator.with("EXTRATO_STATEMENT_FORMATS", "html");
    page.succeed("monthly");
    String before = text("extrato_2025_09_v1.html");
    SmallStudio.peopled(studio).payment("2025-09-11");
    page.succeed("monthly", "--force");

    assertThat(names())
        .containsExactly(
            "extrato_2025_09.html", "extrato_2025_09_v1.html", "extrato_2025_09_v2.html");
    assertThat(text("extrato_2025_09.html"))
        .contains("R$ 2.000,00", "versão 2")
        .isEqualTo(text("extrato_2025_09_v2.html"));
    assertThat(text("extrato_2025_09_v1.html")).isEqualTo(before);
  }

  @Test
  void restore_takesAwayWhatCountsNoLonger_andKeepsTheVersion(StudioDatabase studio)
      throws IOException {
    Operator page = operator.with("EXTRATO_STATEMENT_FORMATS", "html");
    page.closeSeptember();
    page.succeed("restore", "--month", "2025-09");

    assertThat(names()).containsExactly("extrato_2025_09_v1.html");
  }

  @Test
  void dryRun_writesNothing(StudioDatabase studio) {
    operator.succeed("backup");
    operator.succeed("extrato", "--dry-run");

    assertThat(home.resolve("extratos")).doesNotExist();
  }

  /** The month is closed already: its run is a good one. */
  @Test
  void folderThatCannotBeWritten_isAWarning(StudioDatabase studio) throws IOException {
    Files.writeString(home.resolve("extratos"), "a file");
    operator.succeed("backup");

    Operator.Ended ended = operator.succeed("extrato");

    assertThat(ended.err())
        .contains("extrato: warning: the statement of 09/2025 was not written: ")
        .contains("`extrato show --year 2025 --month 9` writes it");
    assertThat(studio.count("extratos")).isEqualTo(1);
  }
}
