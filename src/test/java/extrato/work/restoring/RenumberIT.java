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
import org.junit.jupiter.params.provider.ValueSource;

/** A live record gets a new id, with everything that refers to it. */
@ExtendWith(StudioExtension.class)
class RenumberIT {
  private static final String LATE =
      """
      insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (101, '2025-09-20', 7.77, 'Pix', 1);
      insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id) values (901, '2025-09-20', 1, 1, 1, 101);
      update pagamentos set sessao_id = 901 where id = 101;
      insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at) values (902, 101, 1, 1, 1, now());
      create table recibos (numero integer primary key, pagamento integer references pagamentos, outro integer references pagamentos);
      insert into recibos values (1, 101, null), (2, 121, 101), (3, 101, 101);
      alter table pagamentos add column estorna integer references pagamentos;
      update pagamentos set estorna = 101 where id in (101, 121);
      """;

  @TempDir Path home;

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator(studio).close(MONTH);
    studio.execute("select setval('pagamentos_id_seq', 100)");
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Test
  void whatRefersToIt_movesWithIt_andTheSequenceIsRaised(StudioDatabase studio) {
    studio.execute(LATE);
    long highest =
        Long.parseLong(
            String.valueOf(
                studio.value(
                    "select max(ultimo_id) from extrato.lotes where tabela = 'pagamentos'")));

    var ended = operator(studio).succeed("renumber", "pagamentos", "101", "--json").json();

    long id = ended.get("result").get("new_id").asLong();
    assertThat(id).isEqualTo(highest + 1);
    assertThat(studio.value("select nextval('pagamentos_id_seq')")).isEqualTo("" + (id + 1));
    assertThat(studio.value("select payment_id from sessoes where id = 901")).isEqualTo("" + id);
    assertThat(studio.value("select pagamento_id from comissoes where id = 902"))
        .isEqualTo("" + id);
    assertThat(
            studio.column("select pagamento || ' ' || coalesce(outro, 0) from recibos order by 1"))
        .containsExactlyInAnyOrder(id + " 0", "121 " + id, id + " " + id);
    assertThat(studio.column("select id from pagamentos where estorna = " + id))
        .containsExactlyInAnyOrder("121", "" + id);
    assertThat(
            studio.value(
                "select outcome || exit_code from extrato.runs where command = 'renumber'"))
        .isEqualTo("done0");
    String said = "pagamentos id 101 is id " + id + " now";
    assertThat(studio.value("select reason from extrato.runs where command = 'renumber'"))
        .isEqualTo(said);
    assertThat(operator(studio).succeed("history").out()).contains(said);
    studio.execute("drop table recibos; alter table pagamentos drop column estorna");
    assertThat(operator(studio).run(MONTH, "extrato", "--force").expect(0).out())
        .contains("version 2");
    operator(studio).run(MONTH, "restore").expect(0);
    assertThat(studio.ids("pagamentos", "id in (101, " + id + ")")).hasSize(2);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"always", "by default"})
  void identityColumns_areRenumberedToo(String generated, StudioDatabase studio) {
    studio.execute(
        "alter table gastos alter column id drop default; alter table gastos alter column id add"
            + " generated "
            + generated
            + " as identity");
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) overriding system value"
            + " values (402, '2025-09-30', 1, 'Pix', 1)");

    operator(studio).succeed("renumber", "gastos", "402");

    assertThat(studio.ids("gastos", "id = 402")).isEmpty();
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
  }

  @Test
  void dryRun_production_andARollback_changeNothing(StudioDatabase studio) {
    studio.execute(LATE);
    Map<String, String> before = studio.dumpExceptRuns();

    operator(studio).succeed("renumber", "pagamentos", "101", "--dry-run");
    operator(studio)
        .with("EXTRATO_ENV", "production")
        .run("renumber", "pagamentos", "101")
        .expect(11);
    operator(studio).run("renumber", "clients", "1").expect(2);
    operator(studio).run("renumber", "pagamentos", "777777").expect(6);

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(studio.value("select last_value from pagamentos_id_seq")).isEqualTo("100");
  }

  @Tag("slow")
  @Test
  void aTriggerThatChangesTheRecord_rollsBack_andOneThatTouchesItDoesNot(StudioDatabase studio) {
    studio.execute(
        LATE
            + "create function muda() returns trigger language plpgsql as $$ begin new.valor := 0;"
            + " return new; end $$;create trigger muda before update on pagamentos for each row"
            + " execute function muda()");
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator(studio).run("renumber", "pagamentos", "101").expect(6).err())
        .contains("trigger");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);

    studio.execute(
        "create or replace function muda() returns trigger language plpgsql as $$ begin"
            + " new.updated_at := now(); return new; end $$");
    operator(studio).succeed("renumber", "pagamentos", "101");
  }

  @Tag("slow")
  @Test
  void theArchivedRecordItself_putBackByHand_keepsItsId(StudioDatabase studio) {
    studio.execute(
        "insert into gastos select (jsonb_populate_record(null::gastos, registro)).* from"
            + " extrato.arquivo where tabela = 'gastos' and id = '402'");

    assertThat(operator(studio).run("renumber", "gastos", "402").expect(6).err())
        .contains("the record itself", "09/2025");
    assertThat(operator(studio).run("renumber", "sessoes", "207").expect(6).err())
        .contains("itself that stayed");
  }
}
