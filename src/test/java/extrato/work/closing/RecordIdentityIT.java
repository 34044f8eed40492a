package extrato.work.closing;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** After a closing the application gives ids out again: a record is not another one for that. */
@ExtendWith(StudioExtension.class)
class RecordIdentityIT {
  private static final YearMonth OCTOBER = YearMonth.of(2025, 10);

  /** Late, with the id of a payment that September has archived. */
  private static final String LATE =
      "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (101,"
          + " '2025-09-20', 7.77, 'Pix', 1)";

  @TempDir Path home;

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"extrato --force", "extrato --force --dry-run", "backup"})
  void lateRecordWithAnArchivedId_stopsWhateverWouldTakeItForThatRecord(
      String command, StudioDatabase studio) {
    studio.execute(LATE);
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(september(studio, command).expect(6).err())
        .contains("pagamentos id 101", "09/2025", "version 1", "`extrato renumber pagamentos 101`")
        .doesNotContain("José");

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(operator(studio).backup(MONTH, 2)).doesNotExist();
  }

  @Test
  void lateRecordWithAnArchivedId_isNotProven_andMonthlyStops(StudioDatabase studio) {
    studio.execute(LATE);

    assertThat(september(studio, "verify").expect(4).err()).contains("pagamentos id 101");
    assertThat(september(studio, "monthly").expect(6).err()).contains("pagamentos id 101");
    september(studio, "monthly --force").expect(6);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "sessoes, 'insert into sessoes (id, data, valor, cliente_id, artista_id) values (201,"
        + " ''2025-10-03'', 1, 1, 1); update pagamentos set sessao_id = 201 where id = 121',"
        + " sessoes id 201",
    "comissoes, 'insert into comissoes (id, pagamento_id, artista_id, percentual, valor,"
        + " created_at) values (301, 121, 1, 1, 1, now())', comissoes id 301",
    "gastos, 'insert into gastos (id, data, valor, forma_pagamento, created_by) values (402,"
        + " ''2025-10-30'', 1, ''Pix'', 1)', gastos id 402"
  })
  void recordOfAnotherMonth_withAnArchivedId_stopsThatMonth_andIsAWarningForTheOthers(
      String table, String sql, String named, StudioDatabase studio) {
    studio.execute(sql);

    assertThat(operator(studio).run(OCTOBER, "backup").expect(6).err()).contains(named, "09/2025");
    assertThat(operator(studio).run(OCTOBER, "monthly").expect(6).err()).contains(named);
    assertThat(september(studio, "verify").expect(0).err()).contains("warning", named);
    assertThat(operator(studio).run("status", "--check", "--json").json().toString())
        .contains("\"id_taken\"", "extrato renumber " + table);
    assertThat(operator(studio).run("doctor").out()).contains(named);
  }

  @Test
  void archivedRecord_thatSomebodyPutBack_isTakenInByTheRestoreThatIsAdvised(
      StudioDatabase studio) {
    studio.execute(
        "insert into gastos select (jsonb_populate_record(null::gastos, registro)).* from"
            + " extrato.arquivo where tabela = 'gastos' and id = '402'");

    assertThat(september(studio, "extrato --force").expect(6).err())
        .contains("gastos id 402", "`extrato restore --year 2025 --month 9`");
    assertThat(september(studio, "restore").expect(0).out()).contains("back as it was");

    assertThat(studio.ids("gastos", "id = 402")).hasSize(1);
    assertThat(september(studio, "monthly").expect(0).out()).contains("closed");
    assertThat(studio.ids("gastos", "id = 402")).isEmpty();
  }

  @Tag("slow")
  @Test
  void statementGone_theIdsAreTakenAllTheSame(StudioDatabase studio) {
    studio.execute("delete from extratos");
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (402,"
            + " '2025-10-30', 1, 'Pix', 1)");

    operator(studio).run(OCTOBER, "backup").expect(6);
  }

  @Tag("slow")
  @Test
  void sessionThatStayed_isItself_howeverItWasEdited(StudioDatabase studio) {
    studio.execute("update sessoes set observacoes = 'editada', valor = 1 where id = 207");

    operator(studio).close(OCTOBER);

    assertThat(studio.ids("sessoes", "id = 207")).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"created_at = now()", "created_at = null", "cliente_id = 5"})
  void sessionInTheSeatOfOneThatStayed_isAnother(String change, StudioDatabase studio) {
    studio.execute("update sessoes set " + change + " where id = 207");

    assertThat(operator(studio).run(OCTOBER, "backup").expect(6).err())
        .contains("sessoes id 207", "09/2025");
  }

  @Tag("slow")
  @Test
  void leftLive_takesNoPart_andKeepsWhatBelongsToItConsistent(StudioDatabase studio) {
    studio.execute(
        LATE
            + ";insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at)"
            + " values (3000, 101, 1, 1, 1, now());insert into gastos (id, data, valor,"
            + " forma_pagamento, created_by) values (4999, '2025-09-30', 3.33, 'Pix', 1)");

    assertThat(september(studio, "extrato --force --leave 101").expect(0).err())
        .contains("warning", "pagamentos id 101", "left");

    assertThat(studio.ids("pagamentos", "id = 101")).isNotEmpty();
    assertThat(studio.ids("comissoes", "id = 3000")).isNotEmpty();
    assertThat(studio.ids("gastos", "id = 4999")).isEmpty();
    assertThat(
            studio.value(
                "select registro ->> 'valor' from extrato.arquivo where tabela = 'pagamentos' and"
                    + " id = '101'"))
        .isEqualTo("250.00");
    september(studio, "verify").expect(4);
    september(studio, "backup --leave pagamentos:101").expect(0);
  }

  @Tag("slow")
  @Test
  void aSessionThatIsLeft_keepsItsPayments_andACommissionItsPayment(StudioDatabase studio) {
    studio.execute(
        "update sessoes set cliente_id = 5 where id = 207;insert into comissoes (id, pagamento_id,"
            + " artista_id, percentual, valor, created_at) values (301, 122, 1, 1, 1, now())");

    operator(studio).run(OCTOBER, "backup", "--leave", "207", "--leave", "comissoes:301").expect(0);
    assertThat(
            operator(studio)
                .run(OCTOBER, "extrato", "--leave", "207", "--leave", "comissoes:301")
                .expect(0)
                .err())
        .contains("pagamentos id 121, 122", "sessoes id 207", "comissoes id 301");

    assertThat(studio.ids("pagamentos", "id in (121, 122, 123)")).containsExactly(121, 122);
    assertThat(studio.ids("sessoes", "id in (207, 214)")).containsExactly(207, 214);
  }

  @Tag("slow")
  @Test
  void leave_ofWhatIsNotInTheWay_isRefused(StudioDatabase studio) {
    assertThat(operator(studio).run(OCTOBER, "backup", "--leave", "121").expect(2).err())
        .contains("--leave 121");
    operator(studio).run(OCTOBER, "backup", "--leave", "clients:1").expect(2);
    operator(studio).run(OCTOBER, "backup", "--leave", "pagamentos:x").expect(2);
  }

  @Tag("slow")
  @Test
  void restore_whereAnIdIsTaken_saysHowToFreeIt(StudioDatabase studio) {
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (402,"
            + " '2025-12-01', 1, 'Pix', 1)");

    assertThat(september(studio, "restore").expect(6).err())
        .contains("gastos id 402: the live table has (id) already", "extrato renumber gastos 402");
    operator(studio).succeed("renumber", "gastos", "402");
    september(studio, "restore").expect(0);
  }

  @Tag("slow")
  @Test
  void restore_whereAnotherSessionHasTheIdOfOneThatStayed_doesNotTakeItForThatOne(
      StudioDatabase studio) {
    studio.execute("update sessoes set created_at = now(), cliente_id = 5 where id = 207");

    assertThat(september(studio, "restore").expect(6).err())
        .contains("sessoes id 207: the live table has (id) already");
    assertThat(september(studio, "drill").expect(0).err()).contains("sessoes id 207");
  }

  private Operator.Ended september(StudioDatabase studio, String command) {
    String[] words = command.split(" ", -1);
    return operator(studio)
        .run(MONTH, words[0], java.util.Arrays.copyOfRange(words, 1, words.length));
  }
}
