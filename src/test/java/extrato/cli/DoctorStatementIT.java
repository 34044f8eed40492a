package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whether statements can be left and sent where the settings say. */
@ExtendWith(StudioExtension.class)
class DoctorStatementIT {
  @TempDir Path home;

  private static List<String> checks(Operator operator, String name) {
    List<String> lines = new ArrayList<>();
    for (JsonNode check : operator.run("doctor", "--json").json().at("/result/checks")) {
      if (check.path("name").textValue().equals(name)) {
        lines.add(
            String.join(
                " ",
                check.path("state").asText(),
                check.path("message").asText(),
                "=>",
                check.path("cure").asText()));
      }
    }
    return lines;
  }

  @Test
  void folderAndLetters_areLookedAt(StudioDatabase studio) throws IOException {
    Operator operator = Operator.of(studio, home);
    assertThat(checks(operator, "statement folder")).isEmpty();
    assertThat(checks(operator, "statements by mail")).isEmpty();

    Path folder = Files.createDirectory(home.resolve("extratos"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x--x"));
    Operator open = operator.with("EXTRATO_STATEMENT_DIR", "extratos");
    assertThat(checks(open, "statement folder"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("warning " + folder)
                    .contains("open to other users")
                    .endsWith("=> chmod o= " + folder))
        .anySatisfy(line -> assertThat(line).startsWith("ok " + folder));

    Files.writeString(home.resolve("file"), "in the way");
    assertThat(checks(operator.with("EXTRATO_STATEMENT_DIR", "file"), "statement folder"))
        .singleElement()
        .asString()
        .startsWith("fail ")
        .contains("is not a folder", "EXTRATO_STATEMENT_DIR");

    Operator posted =
        operator
            .with("EXTRATO_STATEMENT_MAIL_TO", "contas@example.org")
            .with("EXTRATO_NOTIFY_MAIL_VIA", home.resolve("no-sendmail").toString());
    assertThat(checks(posted, "statements by mail"))
        .singleElement()
        .asString()
        .contains("contas@example.org", "no-sendmail");
    assertThat(checks(posted, "notices"))
        .anySatisfy(line -> assertThat(line).startsWith("fail ").contains("is not a program"));
  }

  @Test
  @Tag("slow")
  void folderThatHoldsBackups_isNone(StudioDatabase studio) throws IOException {
    Operator operator = Operator.of(studio, home).with("EXTRATO_BACKUP_DIR", "guardados");
    Path backups = Files.createDirectory(home.resolve("guardados"));
    Files.createSymbolicLink(home.resolve("por-fora"), backups);

    for (String folder : List.of("guardados", "por-fora", "guardados/extratos")) {
      assertThat(checks(operator.with("EXTRATO_STATEMENT_DIR", folder), "statement folder"))
          .as(folder)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("fail ")
                      .contains("the backup folder")
                      .contains("to a folder of its own"));
    }
  }
}
