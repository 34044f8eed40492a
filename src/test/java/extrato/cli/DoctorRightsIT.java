package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What doctor says that a role lacks is what its commands need, no more and no less. */
@ExtendWith(StudioExtension.class)
class DoctorRightsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator administrator;
  private StudioRole role;
  private Operator clerk;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    administrator = Operator.of(studio, home);
    AwkwardMonth.fillOrdinary(studio);
    administrator.succeed("init");
    role = studio.role();
    clerk = administrator.with("DATABASE_URL", role.url());
  }

  @ParameterizedTest
  @CsvSource({
    "backup, backup",
    "verify, verify",
    "close, extrato",
    "close restore, restore",
    "close import, import"
  })
  void doctor_roleWithTheGrantsOfTheReadme_lacksNothing(String files, String command)
      throws IOException {
    assertThat(check(command).get("state").asText()).isNotEqualTo("ok");

    for (String file : files.split(" ", -1)) {
      grant(file);
    }

    assertThat(check(command).toString()).contains("\"ok\"");
  }

  @ParameterizedTest
  @CsvSource({"backup, backup", "verify, verify", "extrato, extrato", "restore, restore --force"})
  void doctor_roleWithWhatItNamed_canDoIt(String command, String line) {
    List.of("backup", "verify").forEach(administrator::succeed);
    if (command.equals("restore")) {
      administrator.succeed("extrato");
    }

    studio.execute(check(command).get("cure").asText());

    clerk.succeed(line.concat(" --year 2025 --month 9").split(" ", -1));
  }

  private JsonNode check(String command) {
    for (JsonNode check : clerk.run("doctor", "--json").json().at("/result/checks")) {
      if (check.get("name").asText().equals("rights " + command)) {
        return check;
      }
    }
    throw new AssertionError("no check of the rights for " + command);
  }

  /** Runs the file that docs/security.md names, as psql would. */
  private void grant(String file) throws IOException {
    studio.execute(
        Files.readString(Path.of("docs/grants/" + file + ".sql"))
            .replace(":\"studio\"", studio.schema())
            .replace(":\"role\"", role.name()));
  }
}
