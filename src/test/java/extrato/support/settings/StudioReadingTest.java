package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.settings.SettingsReader.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of one studio among many. */
class StudioReadingTest {
  private static final String URL = "DATABASE_URL=postgresql://ana:segredo@db/lisboa";

  @TempDir Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void aStudio() throws IOException {
    environment.put("EXTRATO_STUDIO", "lisboa");
    write("lisboa.env", URL);
  }

  @Test
  void itsOwnFile_countsBeforeTheEnvironment_andThatBeforeWhatAllHaveInCommon() throws IOException {
    write("common.env", "EXTRATO_ATTEMPTS=7\nEXTRATO_STATEMENT_LIMIT=7\nEXTRATO_BATCH_SIZE=7");
    environment.put("EXTRATO_ATTEMPTS", "8");
    environment.put("EXTRATO_STATEMENT_LIMIT", "8");
    write("lisboa.env", URL + "\nEXTRATO_ATTEMPTS=9");

    Settings settings = sound();

    assertThat(settings.database().limits().attempts()).isEqualTo(9);
    assertThat(settings.closing().statementLimit()).isEqualTo(8);
    assertThat(settings.closing().batchSize()).isEqualTo(7);
    assertThat(settings.studio()).isEqualTo("lisboa");
    assertThat(settings.place()).isEqualTo("production, studio lisboa");
  }

  @Test
  void itsFolders_areItsOwn() {
    Settings settings = sound();

    assertThat(settings.backups().folder()).isEqualTo(home.resolve("studios/lisboa/backups"));
    assertThat(settings.monitoring().log().folder()).isEqualTo(home.resolve("studios/lisboa/logs"));
  }

  @Test
  void theOnlyStudiosOwnFile_isNotItsAffair() throws IOException {
    Files.writeString(home.resolve("extrato.env"), "EXTRATO_ATTEMPTS=5");

    assertThat(sound().database().limits().attempts()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_URL=postgresql://other/db",
        "EXTRATO_BACKUP_DIR=/b",
        "EXTRATO_BACKUP_COPY=/c",
        "EXTRATO_LOG_DIR=/l",
        "EXTRATO_STATEMENT_DIR=/s",
        "EXTRATO_METRICS_FILE=/m.prom",
        "EXTRATO_NOTIFY_PING=https://ping.example.org/x",
        "EXTRATO_CONFIG=/x.env"
      })
  void whatBelongsToOneStudio_isRefusedWhereItWouldHoldForAll(String line) throws IOException {
    String name = line.replaceFirst("=.*", "");
    String refused = ") would hold for every studio: it belongs in each studio's own file";
    environment.put(name, line.replaceFirst("[^=]*=", ""));
    assertThat(find().problems()).contains(name + " (environment" + refused);

    environment.remove(name);
    write("common.env", line);
    assertThat(find().problems())
        .contains(name + " (file " + home.resolve("studios.d/common.env") + refused);
  }

  @Test
  void withoutADatabase_itIsWrong() throws IOException {
    write("lisboa.env", "# nothing yet");

    assertThat(find().problems())
        .containsExactly("DATABASE_URL is not set in " + home.resolve("studios.d/lisboa.env"));
  }

  @Test
  void withoutAFile_itIsWrong() {
    environment.put("EXTRATO_STUDIO", "faro");

    assertThat(find().problems()).anyMatch(problem -> problem.endsWith("faro.env does not exist"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../lisboa", "common", "a b", "-x", "lisboa/porto"})
  void whatIsNoName_isRefused(String name) {
    environment.put("EXTRATO_STUDIO", name);

    assertThat(find().problems())
        .containsExactly("EXTRATO_STUDIO (environment) must be the name of a studio");
  }

  @Test
  void aFileThatOthersMayRead_isNamed_ifItHoldsTheSecret() throws IOException {
    write("common.env", "EXTRATO_NOTIFY_WEBHOOK_SECRET=segredo");
    assertThat(find().settings().configuration().warnings()).isEmpty();

    Files.setPosixFilePermissions(
        home.resolve("studios.d/lisboa.env"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(find().settings().configuration().warnings())
        .singleElement()
        .asString()
        .contains("lisboa.env holds a password");

    Files.setPosixFilePermissions(
        home.resolve("studios.d/common.env"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(find().settings().configuration().warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("common.env holds a secret"));
  }

  @Test
  void unknownNames_areNamedWithTheirFile() throws IOException {
    write("common.env", "EXTRATO_ATEMPTS=7");
    write("lisboa.env", URL + "\nEXTRATO_ZONE=x");

    assertThat(sound().configuration().warnings())
        .singleElement()
        .asString()
        .contains("EXTRATO_ATEMPTS (file", "common.env", "EXTRATO_ZONE (file", "lisboa.env");
  }

  private Settings sound() {
    Found found = find();
    assertThat(found.problems()).isEmpty();
    return found.settings();
  }

  private Found find() {
    return new SettingsReader(home.resolve("system.env"), "rui")
        .find(Map.of(), environment, home, home);
  }

  private void write(String file, String text) throws IOException {
    Path folder = Files.createDirectories(home.resolve("studios.d"));
    Path written = Files.writeString(folder.resolve(file), text + "\n");
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
  }
}
