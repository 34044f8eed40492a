package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
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

/** The web application closed a month, or overwrote its statement, although a backup was there. */
@ExtendWith(StudioExtension.class)
class LegacyRestoreIT {
  /** As the web application closes: from what is live, in JSON text, and everything deleted. */
  private static final String CLOSE =
      """
      insert into extratos (ano, mes, pagamentos, sessoes, comissoes, gastos, totais)
      select 2025, 9,
        to_jsonb((select json_agg(json_build_object('id', p.id, 'data', p.data, 'valor', p.valor::float8,
          'forma_pagamento', p.forma_pagamento, 'observacoes', p.observacoes) order by p.id)
          from pagamentos p where p.data >= '2025-09-01' and p.data < '2025-10-01')::text),
        to_jsonb((select coalesce(json_agg(json_build_object('id', s.id, 'data', s.data, 'valor', s.valor::float8,
          'status', s.status)), '[]') from sessoes s
          where exists (select from pagamentos p where (p.sessao_id = s.id or s.payment_id = p.id)
            and p.data >= '2025-09-01' and p.data < '2025-10-01'))::text),
        to_jsonb((select json_agg(json_build_object('artista_name', 'Ana', 'valor', c.valor::float8))
          from comissoes c join pagamentos p on p.id = c.pagamento_id
          where p.data >= '2025-09-01' and p.data < '2025-10-01')::text),
        to_jsonb((select json_agg(json_build_object('data', g.data, 'valor', g.valor::float8, 'descricao', g.descricao))
          from gastos g where g.data >= '2025-09-01' and g.data < '2025-10-01')::text),
        to_jsonb(json_build_object('receita_total', (select sum(p.valor::float8) from pagamentos p
          where p.data >= '2025-09-01' and p.data < '2025-10-01'))::text);
      insert into extrato_run_logs (mes, ano, status, message) values (9, 2025, 'success', 'Extrato generated');
      """;

  private static final String DELETE =
      """
      set session_replication_role = replica;
      create temp table indo as select id, sessao_id from pagamentos where data >= '2025-09-01' and data < '2025-10-01';
      delete from comissoes where pagamento_id in (select id from indo);
      create temp table sessoes_indo as select s.id from sessoes s
        where s.payment_id in (select id from indo) or s.id in (select sessao_id from indo);
      delete from pagamentos where id in (select id from indo);
      delete from sessoes where id in (select id from sessoes_indo)
        and not exists (select from pagamentos p where p.sessao_id = sessoes.id);
      update sessoes set payment_id = null where payment_id in (select id from indo);
      delete from gastos where data >= '2025-09-01' and data < '2025-10-01';
      drop table indo; drop table sessoes_indo;
      set session_replication_role = origin
      """;

  @TempDir Path home;

  private Map<String, String> before = Map.of();

  @BeforeEach
  void backUp(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    before = studio.dumpBooks();
    operator(studio).run(MONTH, "backup").expect(0);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  static void webApplicationCloses(StudioDatabase studio) {
    studio.execute(CLOSE);
    studio.execute(DELETE);
  }

  private static Ended refused(Operator operator, StudioDatabase studio, int code, String... args) {
    Map<String, String> untouched = studio.dumpExceptRuns();
    Ended ended = operator.run(MONTH, "restore", args).expect(code);
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
    return ended;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"backup", "backups/2025_09/backup_2025_09.csv"})
  void aMonthThatTheWebApplicationClosed_comesBackFromOurFile(
      String source, StudioDatabase studio) {
    webApplicationCloses(studio);
    assertThat(refused(operator(studio), studio, 4).err()).contains("--from backup");

    assertThat(operator(studio).run(MONTH, "restore", "--from", source).expect(0).out())
        .contains("104 records of 09/2025 are back as the file has them; the month is open again");

    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.count("extratos")).isZero();
    assertThat(studio.count("extrato_snapshots")).isOne();
    assertThat(studio.value("select message from extrato_run_logs where status = 'success'"))
        .startsWith("restored, open again: run ");
    assertThat(operator(studio).run("status").expect(0).out()).doesNotContain("marked as closed");
    operator(studio).run(MONTH, "monthly").expect(0);
    operator(studio).run(MONTH, "verify").expect(0);
  }

  @Test
  void asADryRun_itSaysTheSame_andChangesNothing(StudioDatabase studio) {
    webApplicationCloses(studio);
    Map<String, String> untouched = studio.dump();

    operator(studio).run(MONTH, "restore", "--from", "backup", "--dry-run").expect(0);
    assertThat(studio.dump()).isEqualTo(untouched);
  }

  @Test
  void lateRecords_areListed_andStayLive_alsoThoseOfTheFile(StudioDatabase studio) {
    webApplicationCloses(studio);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-09', 1, 'Pix', 1)");

    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).err())
        .contains("gastos id 9001");
    studio.execute("delete from gastos where id = 9001");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(operator(studio).backup(MONTH, 2)).doesNotExist();
  }

  @Test
  void recordsThatAreLiveAlready_areLeft_whenTheyAreTheSame_andElseStopIt(StudioDatabase studio) {
    String expense =
        "insert into gastos (id, data, valor, descricao, forma_pagamento, categoria, created_by,"
            + " created_at) select id, data, valor, descricao, forma_pagamento, categoria,"
            + " created_by, created_at from guardado";
    studio.execute("create table guardado as select * from gastos where id = 402");
    webApplicationCloses(studio);
    studio.execute(expense + "; update gastos set valor = valor + 1 where id = 402");

    assertThat(refused(operator(studio), studio, 11, "--from", "backup").err())
        .contains("gastos id 402", "--other-values");

    studio.execute("update gastos set created_at = null where id = 402");
    assertThat(refused(operator(studio), studio, 6, "--from", "backup").err())
        .contains("gastos id 402");

    studio.execute(
        "update gastos g set valor = v.valor, created_at = v.created_at from guardado v where g.id"
            + " = 402");
    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    studio.execute("drop table guardado");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** Entered after the backup, closed by the web application: only its statement tells of it. */
  @Test
  void whatOnlyTheStatementTells_isListed_andWantsAWord(StudioDatabase studio) {
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (9001,"
            + " '2025-09-20', 12.34, 'Pix', 1);insert into comissoes (id, pagamento_id, artista_id,"
            + " percentual, valor) values (9002, 9001, 1, 50, 6.17);insert into gastos (id, data,"
            + " valor, forma_pagamento, created_by) values (9003, '2025-09-20', 7.77, 'Pix',"
            + " 1);update pagamentos set valor = valor + 1 where id = 103");
    webApplicationCloses(studio);

    Ended refused = refused(operator(studio), studio, 11, "--from", "backup");
    assertThat(refused.err())
        .contains("pagamentos id 9001", "--other-values")
        .doesNotContain("12.34", "7.77");
    assertThat(refused.out()).contains("pagamentos id 103, column valor", "-49", "7.77", "6.17");

    JsonNode json =
        operator(studio)
            .run(MONTH, "restore", "--from", "backup", "--other-values", "--json")
            .expect(0)
            .json();
    assertThat(json.at("/result/difference_count").asInt()).isEqualTo(4);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.value("select data::text from extrato_snapshots")).contains("12.34");
  }

  @Test
  void totalsThatTellMoreThanTheLists_wantAWord(StudioDatabase studio) {
    webApplicationCloses(studio);
    studio.execute(
        "update extratos set pagamentos = '\"[]\"', totais = to_jsonb('{\"receita_total\":"
            + " 999999.5}'::text)");

    Ended refused = refused(operator(studio), studio, 11, "--from", "backup");
    assertThat(refused.err()).contains("receita_total", "--other-values");
    assertThat(refused.out()).contains("999999.5");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update extratos set pagamentos = to_jsonb('[{\"id\": 1'::text)",
        "update extratos set pagamentos = '{\"a\": 1}'"
      })
  void aStatementThatCannotBeRead_wantsAWord(String damage, StudioDatabase studio) {
    webApplicationCloses(studio);
    studio.execute(damage);

    assertThat(refused(operator(studio), studio, 11, "--from", "backup").err())
        .contains("pagamentos", "cannot be read", "--other-values");
    operator(studio).run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** The studio took it out after the backup: whoever brings it back should know. */
  @Tag("slow")
  @Test
  void recordsThatTheStatementDoesNotName_areListed(StudioDatabase studio) {
    studio.execute(
        "delete from comissoes where pagamento_id = 103; delete from pagamentos where id = 103");
    webApplicationCloses(studio);

    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).err())
        .contains("statement does not name", "pagamentos id 103");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void status_tellsTheWayBack_onlyWhereThereIsOne(StudioDatabase studio) throws Exception {
    webApplicationCloses(studio);
    studio.execute("update extratos set created_at = clock_timestamp()");

    assertThat(operator(studio).run("status").expect(0).out())
        .contains("extrato restore --year 2025 --month 9 --from backup");
    Files.delete(operator(studio).backup(MONTH, 1));
    assertThat(operator(studio).run("status").expect(0).out())
        .contains("switch the old generator off")
        .doesNotContain("extrato restore");
  }

  @Tag("slow")
  @Test
  void force_overAnOverwrittenStatement_stops_andRestoreListsWhatOnlyItTells(
      StudioDatabase studio) {
    operator(studio).close(MONTH);
    studio.execute(
        "update extratos set totais = to_jsonb('{\"receita_total\": 12.34}'::text), sessoes ="
            + " '\"[]\"', comissoes = '\"[]\"', gastos = '\"[]\"', pagamentos = to_jsonb('[{\"id\":"
            + " 9001, \"data\": \"2025-09-20\", \"valor\": 12.34}]'::text);insert into pagamentos"
            + " (id, data, valor, forma_pagamento, artista_id) values (9004, '2025-09-21', 1,"
            + " 'Pix', 1)");
    Map<String, String> untouched = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "extrato", "--force").expect(4).err())
        .contains("is not the one that this tool wrote", "--from backup");
    assertThat(operator(studio).run(MONTH, "extrato", "--force", "--dry-run").expect(4).err())
        .contains("is not the one that this tool wrote");
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
    assertThat(operator(studio).run("status").expect(0).out())
        .contains("extrato restore --year 2025 --month 9 --from backup");

    assertThat(refused(operator(studio), studio, 11, "--from", "backup").err())
        .contains("pagamentos id 9001", "--other-values");
    operator(studio).run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(studio.value("select data::text from extrato_snapshots")).contains("9001");
    studio.execute("delete from pagamentos where id = 9004");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void anOverwrittenStatement_thatTellsNothingMore_needsNoWord(StudioDatabase studio) {
    operator(studio).close(MONTH);
    studio.execute(
        "update extratos set pagamentos = '\"[]\"', sessoes = '\"[]\"', comissoes = '\"[]\"',"
            + " gastos = '\"[]\"', totais = '\"{}\"'");

    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).out())
        .contains("back as it was");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }
}
