package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A role with the rights that docs/grants lists, and no others, must do. */
@ExtendWith(StudioExtension.class)
class RightsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk administrator;
  private StudioDatabase.StudioRole role;
  private Clerk clerk;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    administrator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
    role = studio.role();
    clerk = administrator.at(role.url());
  }

  @Test
  void backupAndVerify_withTheirGrants_work() throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    grant("backup");
    clerk.run("backup").expect(ExitCode.DONE);
    grant("verify");
    clerk.run("verify").expect(ExitCode.DONE);
  }

  @Test
  void monthlyAndMerge_withTheGrantsOfAClosing_work() throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    grant("close");
    clerk.run("monthly").expect(ExitCode.DONE);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-09', 5, 'Pix', 1)");
    clerk.run("extrato", "--force").expect(ExitCode.DONE);
    clerk.run("verify").expect(ExitCode.DONE);
    assertThat(studio.ids("gastos")).doesNotContain(9001);
  }

  @Test
  void restoreAndDrill_withTheGrantsOfARestore_work() throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    Map<String, String> before = studio.dumpBooks();
    grant("close");
    grant("restore");
    clerk.run("monthly").expect(ExitCode.DONE);
    clerk.run("drill").expect(ExitCode.DONE);
    clerk.run("restore", "--force").expect(ExitCode.DONE);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void importAndUndo_withTheGrantsOfAnImport_work() throws IOException {
    importAndUndo(
        () -> assertThat(studio.ids("pagamentos", "data = '2025-11-03'")).hasSize(1),
        Map.of(
            "clients.csv",
            "name\nZé\n",
            "pagamentos.csv",
            "data,valor,forma_pagamento,artista_id,cliente\n2025-11-03,10,Pix,1,Zé\n"));
  }

  @Test
  void importThatChangesRecords_withTheGrantsOfAnImport_works() throws IOException {
    String gasto = studio.ids("gastos").get(0).toString();
    importAndUndo(
        () ->
            assertThat(studio.value("select valor::int from gastos where id = " + gasto))
                .isEqualTo("7"),
        Map.of("gastos.csv", "id,valor\n" + gasto + ",7\n", "users.csv", "id,name\n1,Outra\n"),
        "--mode",
        "merge",
        "--update");
  }

  @Test
  void importThatReplacesRecords_withTheGrantsOfAnImport_works() throws IOException {
    importAndUndo(
        () -> assertThat(studio.count("gastos")).isZero(),
        Map.of("gastos.csv", "id,data,valor,forma_pagamento,created_by\n"),
        "--mode",
        "replace",
        "--all");
  }

  /** The import does what it should, and undoing it leaves the books as they were. */
  private void importAndUndo(Runnable imported, Map<String, String> files, String... options)
      throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    grant("close");
    grant("import");
    Map<String, String> before = studio.dumpBooks();
    List<String> arguments = new ArrayList<>(List.of("import", "--force"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      arguments.add(Files.writeString(home.resolve(file.getKey()), file.getValue()).toString());
    }
    arguments.addAll(List.of(options));
    clerk.runAsGiven(arguments.toArray(String[]::new)).expect(ExitCode.DONE);
    imported.run();
    String run = studio.value("select run_id from extrato.runs where command = 'import'");
    clerk.runAsGiven("import", "--undo", String.valueOf(run), "--force").expect(ExitCode.DONE);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void statusHistoryAndShow_withTheGrantsOfAMonitor_work() throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    administrator.run("monthly").expect(ExitCode.DONE);
    grant("status");
    for (String command : new String[] {"status", "history"}) {
      assertThat(clerk.runAsGiven(command).expect(ExitCode.DONE).out()).contains("09/2025");
    }
    assertThat(clerk.run("show").expect(ExitCode.DONE).out()).contains("09/2025");
  }

  @Tag("slow")
  @Test
  void init_printedForAnAdministrator_isAllThatIsMissing() throws IOException {
    String script = administrator.runAsGiven("init", "--print").expect(ExitCode.DONE).out();
    assertThat(studio.value("select count(*) from pg_namespace where nspname = 'extrato'"))
        .isEqualTo("0");

    studio.execute(script);
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    grant("close");
    clerk.run("monthly").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void backup_withoutTheRightToMakeTheToolsTables_saysSo() {
    studio.execute(
        "grant usage on schema public to "
            + role.name()
            + "; grant select on all tables in schema public to "
            + role.name());
    Map<String, String> before = studio.dump();

    Clerk.Ended ended = clerk.run("backup").expect(ExitCode.UNFIT);

    assertThat(ended.err()).contains("may not create", "extrato init --print");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "revoke delete on gastos, gastos",
    "revoke delete on pagamentos, pagamentos",
    "revoke update (payment_id) on sessoes, sessoes",
    "revoke insert on extratos, extratos",
    "revoke insert on extrato.lotes, lotes",
    "revoke select on comissoes, comissoes",
    "revoke usage on sequence extratos_id_seq, extratos_id_seq"
  })
  void extrato_withoutOneOfItsRights_namesItAndChangesNothing(String revoke, String named)
      throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    grant("close");
    administrator.run("backup").expect(ExitCode.DONE);
    studio.execute(revoke + " from " + role.name());
    Map<String, String> before = studio.dumpExceptRuns();

    Clerk.Ended ended = clerk.run("extrato").expect(ExitCode.UNFIT);

    assertThat(ended.err()).contains("permission denied", named);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  /** The archive is whole, as whoever may read it can see. */
  @Tag("slow")
  @Test
  void verify_withoutTheRightToReadTheArchive_callsItNoDamage() throws IOException {
    administrator.runAsGiven("init").expect(ExitCode.DONE);
    administrator.run("monthly").expect(ExitCode.DONE);
    grant("verify");
    studio.execute("revoke select on extrato.lotes from " + role.name());

    Clerk.Ended ended = clerk.run("verify").expect(ExitCode.UNFIT);

    assertThat(ended.err()).contains("permission denied", "lotes").doesNotContain("damaged");
  }

  /** Runs the file that docs/security.md names, as psql would. */
  private void grant(String file) throws IOException {
    Path script =
        Path.of(System.getProperty("extrato.home", ".")).resolve("docs/grants/" + file + ".sql");
    studio.execute(
        Files.readString(script)
            .replace(":\"role\"", "\"" + role.name() + "\"")
            .replace(":\"studio\"", "public"));
  }
}
