package extrato.cli;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Where one record is, and with which values. */
@ExtendWith(StudioExtension.class)
class FindIT {
  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator = Operator.inDecember(studio, home);
  }

  @Test
  void aRecord_isFoundWhereverItStands_withTheValuesOfEachPlace(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 251.5, observacoes = 'mudou' where id = 101");
    operator.close(MONTH);

    Ended closed = operator.succeed("find", "pagamentos", "101");

    assertThat(closed.out())
        .contains(
            "archive of 09/2025, version 1  A\n",
            "backup 1 of 09/2025            B       " + operator.backup(MONTH, 1) + "\n",
            "backup 2 of 09/2025            A       " + operator.backup(MONTH, 2) + "\n",
            "\nA\n   id               '101'\n",
            "   valor            '251.50'\n",
            "\nB  as A, but for\n   valor            '250.00'\n   observacoes      NULL\n")
        .endsWith("pagamentos id 101 is not live, and in all in 3 places, with 2 sets of values\n");

    operator.run(MONTH, "restore").expect(0);
    JsonNode places =
        JsonReports.check(operator.succeed("find", "pagamentos", "101", "--json"))
            .at("/result/places");
    assertThat(places)
        .extracting(place -> place.get("where").asText() + place.get("taken_back").asBoolean())
        .containsExactly("livefalse", "archivetrue", "backupfalse", "backupfalse");
    assertThat(places.get(0).get("values")).isEqualTo(places.get(1).get("values"));
    assertThat(places.get(2).at("/values/valor").asText()).isEqualTo("250.00");
    assertThat(places.get(2).at("/values/observacoes").isNull()).isTrue();
  }

  @Test
  void aSessionThatStayed_isLiveAndArchived() {
    operator.close(MONTH);

    assertThat(operator.succeed("find", "sessoes", "207").out())
        .startsWith("where ")
        .contains("live ", "archive of 09/2025, version 1 ")
        .contains("payment_id");
  }

  @Test
  void whatIsNowhere_isSaidToBe_andADamagedBackupIsNamed() throws IOException {
    operator.run(MONTH, "backup").expect(0);
    Files.writeString(operator.backup(MONTH, 1), "x");

    Ended ended = operator.succeed("find", "gastos", "99999");
    assertThat(ended.out())
        .isEqualTo("gastos id 99999 is nowhere: not live, in no archive, in no backup\n");
    assertThat(ended.err())
        .contains("not searched: the backup is damaged: " + operator.backup(MONTH, 1));
  }

  @Test
  void beforeInit_liveRecordsAreFound_andNothingIsMade(StudioDatabase studio) {
    var before = studio.dump();

    assertThat(operator.succeed("find", "comissoes", "301").out()).contains("live ");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void aMistypedTable_isNamed() {
    assertThat(operator.run("find", "pagamento", "1").expect(2).err())
        .contains("'pagamento' is not one of pagamentos, sessoes", "did you mean pagamentos?");
    assertThat(operator.run("renumber", "sessao", "1").expect(2).err()).contains("is not one of");
  }
}
