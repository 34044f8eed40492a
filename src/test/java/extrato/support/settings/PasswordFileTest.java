package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {
  private static final DatabaseUrl.Server SERVER =
      new DatabaseUrl.Server("db", 5432, "studio", "ana", null, Map.of());

  @TempDir Path folder;
  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "db:5432:studio:ana:secret|secret",
        "*:*:*:*:secret|secret",
        "db:5432:studio:ana:se\\:cr\\\\et|se:cr\\et",
        "db:5432:studio:ana:se#cret |se#cret ",
        "db:5432:studio:ana:secret:more|secret",
        "d\\b:5432:studio:ana:secret\\|secret\\",
        "db:5432:studio:ana:pássword|pássword"
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void passwordFor_lineThatFits(String line, String password) throws IOException {
    assertThat(found(line)).contains(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other:5432:studio:ana:secret",
        "db:6432:studio:ana:secret",
        "db:5432:other:ana:secret",
        "db:5432:studio:rui:secret",
        "\\*:*:*:*:secret",
        "#*:*:*:*:secret",
        "db:5432:studio:ana",
        "db:5432:studio:ana:",
        ""
      })
  void passwordFor_lineThatDoesNotFit(String line) throws IOException {
    assertThat(found(line)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void passwordFor_firstLineThatFits() throws IOException {
    assertThat(found("other:*:*:*:no\ndb:*:*:*:first\n*:*:*:*:second\n")).contains("first");
  }

  @Test
  void passwordFor_ipv6Host() throws IOException {
    DatabaseUrl.Server ipv6 = new DatabaseUrl.Server("::1", 5432, "s", "ana", null, Map.of());

    assertThat(written("\\:\\:1:*:*:*:secret", "rw-------").passwordFor(ipv6, warnings))
        .contains("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void passwordFor_fileOfOthers(String mode) throws IOException {
    assertThat(written("*:*:*:*:secret", mode).passwordFor(SERVER, warnings)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("pgpass").contains("0600");
  }

  @Test
  void passwordFor_readOnlyFile() throws IOException {
    assertThat(written("*:*:*:*:secret", "r--------").passwordFor(SERVER, warnings))
        .contains("secret");
  }

  @Test
  void passwordFor_noFile() {
    assertThat(new PasswordFile(folder.resolve("none")).passwordFor(SERVER, warnings)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void passwordFor_folder() {
    assertThat(new PasswordFile(folder).passwordFor(SERVER, warnings)).isEmpty();
    assertThat(warnings).singleElement().asString().contains("not a plain file");
  }

  private Optional<String> found(String text) throws IOException {
    return written(text, "rw-------").passwordFor(SERVER, warnings);
  }

  private PasswordFile written(String text, String mode) throws IOException {
    Path path = Files.writeString(folder.resolve("pgpass"), text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    return new PasswordFile(path);
  }
}
