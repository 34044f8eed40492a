package extrato.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month closed for many studios, as if each had been closed by itself. */
final class FleetIT {
  private static final List<String> NAMES = List.of("belem", "lisboa", "porto");

  @TempDir Path home;
  private Firm firm;

  @BeforeEach
  void threeStudios() {
    firm = new Firm(home);
    NAMES.forEach(firm::open);
  }

  @AfterEach
  void close() {
    firm.close();
  }

  @Test
  void everyStudio_isClosed_andHasALine() {
    Operator.Ended ended = firm.operator().run("studios", "run", "monthly").expect(0);

    assertThat(ended.out().lines()).hasSize(4);
    assertThat(ended.out().lines().limit(3))
        .allMatch(line -> line.matches("(belem|lisboa|porto ) +0  done +[0-9.]+ s.*"));
    assertThat(ended.out()).endsWith("3 of 3 studios done\n");
    for (String name : NAMES) {
      assertThat(firm.studio(name).count("extratos")).isEqualTo(1);
      assertThat(Operator.backup(firm.home(name).resolve("backups"), AwkwardMonth.MONTH, 1))
          .exists();
    }
    assertThat(firm.operator().run("studios", "run", "monthly").expect(0).out())
        .as("the safety net of the next night")
        .contains("already_closed");
  }

  @Test
  void aFileThatIsNoStudio_failsItself_andStopsNoStudio() {
    firm.write("são_paulo.env", "DATABASE_URL=" + firm.studio("porto").url());

    Operator.Ended ended = firm.operator().run("studios", "run", "monthly").expect(15);

    assertThat(ended.err()).contains("3 of 4 studios done, 1 failed: são_paulo.env (exit 8)");
    NAMES.forEach(name -> assertThat(firm.studio(name).count("extratos")).isEqualTo(1));
  }

  /** The command that a studio's run is, is the one that a person would start for it. */
  @Test
  void aClosing_isTheSameToTheByteAsASingleRuns() throws IOException {
    try (StudioDatabase alone = firm.studio("lisboa").copy()) {
      Operator single = Operator.of(alone, home.resolve("alone")).with("EXTRATO_ENV", "test");
      single.succeed("monthly");
      firm.operator().succeed("studios", "run", "--parallel", "3", "monthly");

      assertThat(Files.readAllBytes(backupOf("lisboa")))
          .isEqualTo(Files.readAllBytes(single.backup(AwkwardMonth.MONTH, 1)));
      assertThat(firm.studio("lisboa").value(ARCHIVE)).isEqualTo(alone.value(ARCHIVE));
      assertThat(firm.studio("lisboa").value(STATEMENT)).isEqualTo(alone.value(STATEMENT));
      assertThat(firm.studio("lisboa").dumpBooks()).isEqualTo(alone.dumpBooks());
    }
  }

  private static final String ARCHIVE =
      "select string_agg(l::text, chr(10) order by l::text) from"
          + " (select mes, versao, tabela, lote, registros from extrato.lotes) l";
  private static final String STATEMENT =
      "select string_agg((to_jsonb(e) - 'created_at')::text, chr(10)) from extratos e";

  private Path backupOf(String name) {
    return Operator.backup(firm.home(name).resolve("backups"), AwkwardMonth.MONTH, 1);
  }

  /** Several at once in one process: a line in the wrong log would be another studio's affair. */
  @Test
  void logs_ofAStudio_areItsOwn() throws IOException {
    firm.settings("porto", "DATABASE_URL=" + firm.studio("porto").url(), "EXTRATO_LOG_LEVEL=DEBUG");
    Firm.Lines lines =
        Firm.lines(
            firm.operator().succeed("studios", "run", "--json", "--parallel", "3", "monthly"));

    for (String name : NAMES) {
      String run = lines.of(name).path("report").path("run_id").asText();
      assertThat(run).hasSize(8);
      for (String file : List.of("atomic_extrato.log", "backup_process.log")) {
        List<String> log = Files.readAllLines(firm.home(name).resolve("logs").resolve(file));
        assertThat(log)
            .as(name + "'s " + file)
            .isNotEmpty()
            .allMatch(l -> l.contains("[run " + run));
      }
    }
    assertThat(Files.readAllLines(firm.home("belem").resolve("logs/atomic_extrato.log")))
        .as("its own level, whatever another studio's is")
        .noneMatch(line -> line.contains(" - DEBUG - "))
        .anyMatch(line -> line.contains("✓ Atomic extrato generation completed"));
    assertThat(home.resolve("logs")).doesNotExist();
  }

  @Test
  void json_isOneObjectALine_theWholeLast() {
    Operator.Ended ended =
        firm.operator().succeed("studios", "run", "--json", "backup", "--month", "2025-09");

    Firm.Lines lines = Firm.lines(ended);
    assertThat(lines.studios()).isEqualTo(NAMES);
    assertThat(lines.code("porto")).isZero();
    assertThat(lines.of("porto").path("report").path("command").asText()).isEqualTo("backup");
    assertThat(lines.whole().toString())
        .contains("\"studios\":3,\"done\":3,\"failed\":0,\"not_begun\":0,\"exit_code\":0");
    assertThat(ended.out().lines().skip(3)).singleElement().asString().startsWith("{\"studios\":3");
  }

  @Tag("slow")
  @Test
  void theCode_isOfAllThatFailedAlike_elseFifteen() {
    firm.operator().run("studios", "run", "verify", "--month", "2025-09").expect(4);

    firm.at("lisboa").succeed("backup", "--month", "2025-09");
    Operator.Ended mixed =
        firm.operator().run("studios", "run", "verify", "--month", "2025-09").expect(15);
    assertThat(mixed.err())
        .contains("1 of 3 studios done, 2 failed: belem (exit 4), porto (exit 4)");

    firm.operator()
        .run("studios", "run", "--only", "porto,belem", "verify", "--month", "2025-09")
        .expect(4);
    firm.operator()
        .run("studios", "run", "--except", "porto,belem", "verify", "--month", "2025-09")
        .expect(0);
  }

  @Tag("slow")
  @Test
  void aMonthThatIsClosedAlready_isDone() {
    firm.at("lisboa").succeed("monthly");
    firm.operator().succeed("studios", "run", "backup", "--month", "2025-09");

    Operator.Ended ended =
        firm.operator().run("studios", "run", "extrato", "--month", "2025-09").expect(0);

    assertThat(ended.out()).contains("lisboa     3  already_closed");
  }

  @Tag("slow")
  @Test
  void shards_shareTheStudios_eachInOne() {
    List<String> closed =
        Stream.of("0/3", "1/3", "2/3")
            .flatMap(
                part ->
                    Firm.lines(
                        firm.operator()
                            .succeed("studios", "run", "--json", "--shard", part, "monthly"))
                        .studios()
                        .stream())
            .sorted()
            .toList();

    assertThat(closed).isEqualTo(NAMES);
  }

  @Tag("slow")
  @Test
  void status_isATable_andExitsTwelveWhenAnyNeedsAttention() {
    firm.operator().succeed("studios", "run", "monthly");
    Operator.Ended well = firm.operator().run("studios", "status").expect(0);
    assertThat(well.out())
        .contains("lisboa  2025-09       0")
        .endsWith("3 studios, nothing needs attention\n");

    firm.studio("porto").execute("delete from extratos");
    Operator.Ended ended = firm.operator().run("studios", "status").expect(12);

    assertThat(ended.out()).contains("porto   -             0  ");
    assertThat(ended.err()).contains("1 of 3 studios need attention: porto");
    assertThat(Firm.lines(firm.operator().run("studios", "status", "--json").expect(12)).studios())
        .isEqualTo(NAMES);
  }

  @Tag("slow")
  @Test
  void aStudio_isReachedAloneByItsName() {
    firm.operator().succeed("studios", "run", "monthly");

    Operator.Ended ended = firm.at("lisboa").succeed("status");

    assertThat(ended.out()).contains("test, studio lisboa", "09/2025  closed");
  }
}
