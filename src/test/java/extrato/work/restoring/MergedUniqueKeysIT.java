package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application accepts an event again that the archive holds: merged, both could never be live.
 */
@ExtendWith(StudioExtension.class)
class MergedUniqueKeysIT {
  private static final String LATE =
      """
      insert into pagamentos (id, data, valor, forma_pagamento, artista_id, google_event_id) values (2001, '2025-09-20', 7.77, 'Pix', 1, 'evento 101');
      insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id) values (2101, '2025-09-20', 1, 1, 1, 2001);
      insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at) values (2301, 2001, 1, 1, 1, now());
      """;

  @TempDir Path home;

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        "update pagamentos set google_event_id = 'evento ' || id where id in (101, 102)");
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  private Operator.Ended september(StudioDatabase studio, String... words) {
    return operator(studio)
        .run(MONTH, words[0], java.util.Arrays.copyOfRange(words, 1, words.length));
  }

  /** As a version of the tool left it that looked at no unique keys. */
  private void mergeAsBefore(StudioDatabase studio) {
    studio.execute(LATE + "alter table pagamentos drop constraint pagamentos_google_event_id_key");
    september(studio, "extrato", "--force").expect(0);
    studio.execute("alter table pagamentos add unique (google_event_id)");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "'', '', google_event_id",
    "'create unique index on gastos (lower(categoria), valor) where valor > 100', 'insert into"
        + " gastos (id, data, valor, forma_pagamento, created_by, categoria) values (4901,"
        + " ''2025-09-09'', 100.10, ''Pix'', 1, ''TINTAS'')', lower",
  })
  void lateRecord_thatExcludesAnArchivedOne_stopsTheMerge(
      String key, String sql, String named, StudioDatabase studio) {
    studio.execute(key);
    studio.execute(sql.isEmpty() ? LATE : sql);
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(september(studio, "extrato", "--force", "--dry-run").expect(6).err())
        .contains(named);
    assertThat(september(studio, "extrato", "--force").expect(6).err())
        .contains(
            named, sql.isEmpty() ? "pagamentos id 2001 and id 101" : "gastos id 4901 and id 401");

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Test
  void leftLive_theOthersAreMerged(StudioDatabase studio) {
    studio.execute(
        LATE
            + "insert into gastos (id, data, valor, forma_pagamento, created_by) values (4901,"
            + " '2025-09-09', 1, 'Pix', 1)");

    september(studio, "extrato", "--force", "--leave", "pagamentos:2001").expect(0);

    assertThat(studio.ids("pagamentos", "id = 2001")).hasSize(1);
    assertThat(studio.ids("comissoes", "id = 2301")).hasSize(1);
    assertThat(studio.ids("gastos", "id = 4901")).isEmpty();
  }

  @Test
  void drill_failsWhereArchivedRecordsExcludeEachOther_andWarnsOfALiveOne(StudioDatabase studio) {
    studio.execute(LATE);
    assertThat(september(studio, "drill").expect(0).err())
        .contains("a restore would stop today", "pagamentos id 101");
    studio.execute(
        "delete from comissoes where id = 2301; delete from sessoes where id = 2101; delete from"
            + " pagamentos where id = 2001");

    mergeAsBefore(studio);

    assertThat(september(studio, "drill").expect(6).err())
        .contains("pagamentos id 101 and id 2001");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"archive, 2001, 101", "archive, 101, 2001", "backup, pagamentos:2001, 101"})
  void mergedSoAlready_oneComesBack_andTheOtherStaysInTheArchive(
      String from, String left, int back, StudioDatabase studio) {
    mergeAsBefore(studio);
    String receita = studio.value("select totais #>> '{}' from extratos");

    assertThat(september(studio, "restore", "--from", from).expect(6).err())
        .contains("pagamentos id 101 and id 2001", "--leave");
    assertThat(september(studio, "restore", "--from", from, "--leave", left).expect(0).both())
        .contains("left in the archive", "closed with that");

    assertThat(studio.ids("pagamentos", "id in (101, 2001)")).containsExactly(back);
    assertThat(
            studio.column(
                "select id from extrato.arquivo a join extrato.versoes v using (ano, mes, versao)"
                    + " where restaurada_em is null and tabela = 'pagamentos'"))
        .containsExactly(back == 101 ? "2001" : "101");
    assertThat(operator(studio).run("status", "--json").json().toString()).contains("late_records");
    september(studio, "verify").expect(0);
    assertThat(september(studio, "extrato", "--force").expect(6).err()).contains("google_event_id");

    studio.execute("update pagamentos set google_event_id = null where id = " + back);
    september(studio, "extrato", "--force").expect(0);
    assertThat(studio.value("select totais #>> '{}' from extratos")).isEqualTo(receita);
    september(studio, "verify").expect(0);
    september(studio, "drill").expect(0);
    september(studio, "restore").expect(0);
    assertThat(studio.ids("pagamentos", "id in (101, 2001)")).containsExactly(101, 2001);
    assertThat(studio.value("select payment_id from sessoes where id = 2101")).isEqualTo("2001");
  }
}
