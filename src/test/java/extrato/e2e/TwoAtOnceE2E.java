package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The month that two want to close at once, and the month that somebody still writes in. */
@ExtendWith(StudioExtension.class)
final class TwoAtOnceE2E {
  private static final int PAIRS = Integer.getInteger("extrato.pairs", 5);
  private static final String[] MONTHLY = {"monthly", "--year", "2025", "--month", "9", "--json"};

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  @Tag("slow")
  @Test
  void monthly_twiceAtOnce_closesOnce(StudioDatabase studio) {
    for (int pair = 1; pair <= PAIRS; pair++) {
      studio.reset();
      AwkwardMonth.fillOrdinary(studio);
      PackagedProgram home = program.with("EXTRATO_BACKUP_DIR", "backups/pair " + pair);
      try (Running first = home.start(MONTHLY);
          Running second = home.start(MONTHLY)) {
        List<Ended> ended = List.of(first.await(), second.await());

        assertThat(ended).as("pair %s", pair).filteredOn(TwoAtOnceE2E::closedIt).hasSize(1);
        ended.forEach(TwoAtOnceE2E::closedOrCameLate);
      }
      assertThat(studio.column("select versao from extrato.versoes")).containsExactly("1");
      assertThat(archived(studio)).isEqualTo(recordsOfTheMonth());
    }
  }

  private static boolean closedIt(Ended run) {
    return JsonReports.check(run).path("outcome").asText().equals("done");
  }

  private static void closedOrCameLate(Ended run) {
    JsonNode report = JsonReports.check(run);
    assertThat(List.of("done 0", "already_closed 0", "busy 7"))
        .as(run.err())
        .contains(report.path("outcome").asText() + " " + run.exitCode());
  }

  private static int recordsOfTheMonth() {
    return Stream.of(Tabela.values())
        .mapToInt(table -> AwkwardMonth.expected().ids(table).size())
        .sum();
  }

  private static int archived(StudioDatabase studio) {
    return Integer.parseInt(
        String.valueOf(studio.value("select sum(quantidade) from extrato.lotes")));
  }

  @Tag("slow")
  @Test
  void monthly_whileSomebodyChangesTheMonthWithoutRest_namesTheRow(StudioDatabase studio)
      throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService application = Executors.newSingleThreadExecutor();
    try (Running run = program.start(MONTHLY)) {
      Future<Integer> writer = application.submit(() -> changes(studio, enough::get));
      JsonNode report = Refusals.stoppedInJson(run.await(), 4, "pagamentos id 103");
      enough.set(true);

      assertThat(writer.get()).as("changes that were committed meanwhile").isPositive();
      assertThat(report.path("outcome").asText()).isEqualTo("not_proven");
      assertThat(studio.count("extratos")).isZero();
    } finally {
      enough.set(true);
      application.shutdown();
    }
    program.succeed(MONTHLY);
  }

  @Test
  void monthly_whileSomebodyChangesTheMonthAfterItsBackup_closesItInTheEnd(StudioDatabase studio)
      throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    Path manifest = Operator.of(studio, program.home()).manifest(AwkwardMonth.MONTH, 1);
    ExecutorService application = Executors.newSingleThreadExecutor();
    try (Running run = program.start(MONTHLY);
        HeldRecord held = HeldRecord.ofAnExpense(studio)) {
      application.submit(() -> changesOnce(studio, manifest)).get();
      held.close();

      assertThat(JsonReports.check(run.await().expect(0)).path("outcome").asText())
          .isEqualTo("done");
    } finally {
      application.shutdown();
    }
    assertThat(
            studio.value(
                "select r ->> 'observacoes' from extrato.lotes, jsonb_array_elements(registros) r"
                    + " where tabela = 'pagamentos' and r ->> 'id' = '103'"))
        .isEqualTo("changed");
  }

  private static int changes(StudioDatabase studio, BooleanSupplier enough) throws SQLException {
    int changes = 0;
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      while (!enough.getAsBoolean()) {
        changes +=
            statement.executeUpdate(
                "update pagamentos set observacoes = clock_timestamp() where id = 103");
      }
    }
    return changes;
  }

  private static boolean changesOnce(StudioDatabase studio, Path manifest) {
    while (!Files.exists(manifest)) {
      Thread.onSpinWait();
    }
    studio.execute("update pagamentos set observacoes = 'changed' where id = 103");
    return true;
  }
}
