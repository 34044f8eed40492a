package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two studios in one database, of which the tool was set up for one: nothing that is meant for the
 * other reaches it.
 */
@ExtendWith(StudioExtension.class)
class OtherStudioIT {
  private static final String NAMED =
      "leads to the tables of schema filial, but the tool's schema extrato is that of the studio in schema"
          + " public";

  @TempDir Path home;

  private Operator ours = new Operator(Map.of(), Path.of(""), java.time.Clock.systemUTC());
  private Operator theirs = ours;

  @BeforeEach
  void open(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    ours = Operator.inDecember(studio, home);
    String url = studio.url();
    theirs =
        ours.with(
            "DATABASE_URL",
            url + (url.contains("?") ? "&" : "?") + "options=-c%20search_path%3Dfilial");
    studio.execute(
        """
        create schema filial;
        create table filial.pagamentos (like public.pagamentos including all);
        create table filial.sessoes (like public.sessoes including all);
        create table filial.comissoes (like public.comissoes including all);
        create table filial.gastos (like public.gastos including all);
        create table filial.clients (like public.clients including all);
        create table filial.users (like public.users including all);
        insert into filial.pagamentos select * from public.pagamentos;
        """);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "init --print",
        "init --moved",
        "init --copy",
        "init --adopt",
        "init --older",
        "backup",
        "verify",
        "verify --all",
        "extrato",
        "extrato --dry-run",
        "extrato --force",
        "monthly",
        "monthly --catch-up",
        "restore --year 2025 --month 9",
        "restore --year 2025 --month 9 --dry-run",
        "restore --year 2025 --month 9 --from backup",
        "renumber gastos 401",
        "drill",
        "drill --all",
        "prune --yes",
        "status",
        "status --check",
        "history",
        "show"
      })
  void everyCommand_ofAnotherStudio_isRefusedBeforeAnyRowIsWritten(
      String command, StudioDatabase studio) throws Exception {
    ours.close(AwkwardMonth.MONTH);
    Map<String, String> before = studio.dump();
    String files = Files.readString(home.resolve("backups/extrato-backups.json"));

    assertThat(theirs.run(command.split(" ", -1)).expect(8).err()).contains(NAMED);

    assertThat(studio.dump()).isEqualTo(before);
    assertThat(home.resolve("backups/extrato-backups.json")).hasContent(files);
    ours.succeed("history");
  }

  /** Its folder is another one's too; the database is the first thing that is wrong. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "verify", "monthly", "drill", "status --check"})
  void everyCommand_withAFolderOfItsOwn_isRefusedForTheDatabase(
      String command, StudioDatabase studio) {
    ours.close(AwkwardMonth.MONTH);
    Map<String, String> before = studio.dump();
    Operator apart = theirs.with("EXTRATO_BACKUP_DIR", "filial");

    assertThat(apart.run(command.split(" ", -1)).expect(8).err()).contains(NAMED);

    assertThat(studio.dump()).isEqualTo(before);
    assertThat(home.resolve("filial")).doesNotExist();
  }

  @Test
  void doctor_ofAnotherStudio_saysSo_whateverElseIsMissing(StudioDatabase studio) {
    ours.close(AwkwardMonth.MONTH);

    assertThat(theirs.run("doctor").expect(12).out())
        .contains(NAMED)
        .doesNotContain("`extrato init` makes them");
  }

  @Test
  void schemaThatWasRenamed_isTheSameStudio_whenAnAdministratorSaysSo(StudioDatabase studio) {
    ours.succeed("backup", "--month", "2025-09");
    studio.execute("drop schema filial cascade; alter schema public rename to filial");

    String advice = theirs.run("backup", "--month", "2025-09").expect(8).err();
    assertThat(advice).contains("the studio's was public, which is no longer there");
    String sql = "update extrato.studio set schema_name = 'filial'";
    assertThat(advice.replaceAll("\\s+", " ")).contains(sql);
    studio.execute(sql);

    assertThat(theirs.succeed("verify", "--month", "2025-09").err()).isEmpty();
    theirs.succeed("monthly", "--month", "2025-09");
  }
}
