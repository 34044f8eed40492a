package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileTest {
  @TempDir Path folder;

  @Test
  void read_aSpaceBeforeTheEqualsSign_isPointedOut() throws IOException {
    assertThat(read("KEY = value").problems())
        .singleElement()
        .asString()
        .endsWith(" is neither KEY=value nor a comment: there is a space before its =");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "KEY=value|value",
        "export KEY=value|value",
        "  export   KEY=value  |value",
        "KEY= value |value",
        "KEY='a # b'|a # b",
        "KEY=\"a # b\" # c|a # b",
        "KEY='a\"b'|a\"b",
        "KEY=a#b|a#b",
        "KEY=#ab|#ab",
        "KEY=a # b|a",
        "KEY=a=b|a=b",
        "KEY=$HOME/${x}|$HOME/${x}",
        "KEY=a\\nb|a\\nb",
        "KEY=it's|it's"
      })
  void read_value(String line, String value) throws IOException {
    EnvFile file = read(line);

    assertThat(file.problems()).isEmpty();
    assertThat(file.values()).containsEntry("KEY", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"KEY=", "KEY=''", "KEY= # nothing", "KEY=\"\""})
  void read_emptyValue(String line) throws IOException {
    assertThat(read(line).values()).containsEntry("KEY", "");
  }

  @Test
  void read_commentsEmptyLinesAndWindowsLineEnds() throws IOException {
    EnvFile file = read("\uFEFF# a comment\r\n\r\n   # another\r\nKEY=value\r\nOTHER=x\r\n");

    assertThat(file.problems()).isEmpty();
    assertThat(file.values()).containsOnlyKeys("KEY", "OTHER").containsEntry("KEY", "value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "KEY secret",
        "KEY = secret",
        "1KEY=secret",
        "KEY='secret",
        "KEY=\"secret\" secret"
      })
  void read_lineThatIsNoSetting(String line) throws IOException {
    EnvFile file = read("# first\n" + line + "\n");

    assertThat(file.problems()).singleElement().asString().contains("test.env line 2");
    assertThat(file.problems().toString()).doesNotContain("secret");
  }

  @Test
  void read_nameTwice() throws IOException {
    EnvFile file = read("KEY=a\nKEY=b\n");

    assertThat(file.values()).containsEntry("KEY", "b");
    assertThat(file.warnings()).singleElement().asString().contains("line 2").contains("KEY");
  }

  @Test
  void read_notThere() {
    EnvFile file = EnvFile.read(folder.resolve("missing.env"));

    assertThat(file.problems()).singleElement().asString().contains("does not exist");
  }

  @Test
  void read_folder() {
    assertThat(EnvFile.read(folder).problems()).singleElement().asString().contains("cannot be");
  }

  @Test
  void read_notUtf8() throws IOException {
    Path path = folder.resolve("latin1.env");
    Files.write(path, "KEY=São".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(EnvFile.read(path).problems()).singleElement().asString().contains("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----, false", "rw-------, false", "rw-r--r--, true"})
  void readableByOthers_mode(String mode, boolean expected) throws IOException {
    EnvFile file = read("KEY=value");
    Files.setPosixFilePermissions(
        folder.resolve("test.env"), PosixFilePermissions.fromString(mode));

    assertThat(file.readableByOthers()).isEqualTo(expected);
  }

  private EnvFile read(String text) throws IOException {
    return EnvFile.read(Files.writeString(folder.resolve("test.env"), text));
  }
}
