package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to no month, or points at nothing, is told: nobody would ever close it. */
@ExtendWith(StudioExtension.class)
class StraysIT {
  private static final String PEOPLE =
      """
      insert into users (id, name, role) values (1, 'Ana', 'artist');
      insert into clients (id, name) values (1, 'Bia');
      """;

  @TempDir Path home;

  @Test
  void datesThatNoMonthHas_areCounted_andWantAttention(StudioDatabase studio) {
    studio.execute(
        PEOPLE
            + """
            insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values
              (1, 'infinity', 1, 'Pix', 1), (2, '-infinity', 1, 'Pix', 1), (3, '1999-12-31', 1, 'Pix', 1),
              (4, '2101-01-01', 1, 'Pix', 1), (5, '0044-03-15 BC', 1, 'Pix', 1), (6, '2100-12-31', 1, 'Pix', 1);
            insert into gastos (id, data, valor, forma_pagamento, created_by) values (1, '2205-09-01', 1, 'Pix', 1);
            insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at) values
              (1, null, 1, 1, 1, 'infinity'), (2, 3, 1, 1, 1, now()), (3, null, 1, 1, 1, null);
            """);
    Operator operator = Operator.of(studio, home);

    JsonNode strays = operator.succeed("status", "--json").json().at("/result/strays");
    assertThat(strays)
        .extracting(
            s -> s.get("table").asText() + " " + s.get("column").asText() + " " + s.get("records"))
        .containsExactlyInAnyOrder(
            "pagamentos data 5",
            "gastos data 1",
            "comissoes created_at 1",
            "comissoes pagamento_id 1");
    assertThat(operator.succeed("status").out())
        .contains("! pagamentos: 5 records whose data no month has");
    assertThat(operator.run("status", "--check").expect(12).both())
        .contains("pagamentos: 5 records");
    assertThat(operator.run("doctor").expect(12).both()).contains("pagamentos: 5 records");
  }

  @Test
  void pointersAtNothing_areCounted_andThoseThatKeepNothingOpenAreOnlyTold(StudioDatabase studio) {
    studio.execute(PEOPLE + withoutKeys());
    studio.execute(
        """
        insert into sessoes (id, data, valor, cliente_id, artista_id) values (1, '2025-12-02', 1, 98, 97);
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id, cliente_id) values
          (1, '2025-12-02', 1, 'Pix', 97, 98);
        insert into gastos (id, data, valor, forma_pagamento, created_by) values (1, '2025-12-01', 1, 'Pix', 97);
        """);
    Operator operator = Operator.of(studio, home).at("2025-12-05T12:00:00Z");

    assertThat(operator.succeed("status").out())
        .contains("pagamentos: 1 record whose cliente_id points at a row that is not there")
        .contains("gastos: 1 record whose created_by", "sessoes: 1 record whose artista_id");
    operator.succeed("status", "--check");

    studio.execute(
        "insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (1, 999, 1,"
            + " 1, 1)");
    assertThat(operator.run("status", "--check").expect(12).both())
        .contains("comissoes: 1 record whose pagamento_id points at a row that is not there");
  }

  @Test
  void aPaymentOfASessionThatIsNotThere_stopsTheClosing_andIsNamed(StudioDatabase studio) {
    studio.execute(PEOPLE + withoutKeys());
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id)"
            + " values (103, '2025-09-02', 1, 'Pix', 1, 999)");
    Operator operator = Operator.of(studio, home).with("EXTRATO_ALLOW_MISSING_KEYS", "true");
    operator.succeed("backup");
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(6).err())
        .contains("pagamentos point at sessions that are not there: id 103 (sessao_id 999)");
    assertThat(operator.run("extrato", "--dry-run").expect(6).err()).contains("id 103");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);

    studio.execute("update pagamentos set sessao_id = null");
    operator.succeed("monthly", "--year", "2025", "--month", "9");
  }

  private static String withoutKeys() {
    return """
    do $$ declare k record; begin
      for k in select conname, conrelid::regclass as t from pg_constraint where contype = 'f' loop
        execute format('alter table %s drop constraint %I', k.t, k.conname);
      end loop;
    end $$;
    """;
  }
}
