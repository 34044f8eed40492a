package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the web application beside it finds of the packaged program's work, and the other way. */
@ExtendWith(StudioExtension.class)
final class BesideTheApplicationE2E {
  private static final String[] MONTHLY = {"monthly", "--month", "2025-09"};

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    studio.execute(
        """
        insert into users (id, name, role) values (1, 'Ana', 'artist'), (2, 'Bia', 'artist');
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values
          (1, '2025-09-02', 100, 'Pix', 1), (2, '2025-09-03', 50.10, 'Pix', 2);
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at) values
          (1, 1, 1, 40, 40, '2025-09-02 12:00:00-03');
        """);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  /** The page reads text, and nothing but text. */
  private static JsonNode page(StudioDatabase studio, String column)
      throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(studio.value("select " + column + " #>> '{}' from extratos where mes = 9"));
  }

  @Test
  void aStatement_isWhatThePageReads(StudioDatabase studio) throws JsonProcessingException {
    program.succeed(MONTHLY);

    assertThat(page(studio, "totais").path("por_artista"))
        .extracting(line -> line.path("artista").asText())
        .containsExactly("Ana");
    assertThat(page(studio, "totais").path("receita_por_artista"))
        .extracting(line -> line.path("artista").asText())
        .containsExactly("Ana", "Bia");
    assertThat(page(studio, "comissoes").at("/0/created_at").asText())
        .isEqualTo("2025-09-02T12:00:00-03:00");
  }

  @Tag("slow")
  @Test
  void aStatement_ofAnotherHand_isNotShownAsOurs(StudioDatabase studio) {
    program.succeed(MONTHLY);
    studio.execute("update extratos set pagamentos = '\"[]\"'");

    assertThat(program.run("show", "--month", "2025-09").expect(4).err())
        .contains("the statement of 09/2025 in extratos is not the one that this tool wrote");
  }

  @Tag("slow")
  @Test
  void theUndoPage_readsTheStatementThatWasReplaced(StudioDatabase studio)
      throws JsonProcessingException {
    program.succeed(MONTHLY);
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 1, 'Pix', 1)");

    program.succeed("extrato", "--month", "2025-09", "--force", "--yes");

    JsonNode kept =
        new ObjectMapper()
            .readTree(studio.value("select data::jsonb #>> '{}' from extrato_snapshots"));
    assertThat(kept.path("pagamentos")).hasSize(2);
    assertThat(kept.path("gastos")).isEmpty();
    assertThat(kept.path("totais").path("receita_total").decimalValue())
        .isEqualByComparingTo("150.10");
    assertThat(kept.fieldNames())
        .toIterable()
        .contains(
            "extrato_id", "mes", "ano", "sessoes", "comissoes", "created_at", "correlation_id");
  }

  @Tag("slow")
  @Test
  void aCloserOfTheApplications_isNamedWithItsSwitch(StudioDatabase studio) {
    program.succeed(MONTHLY);
    studio.execute(
        "insert into extrato_run_logs (mes, ano, status, message, run_at)"
            + " values (10, 2025, 'success', 'Monthly automation completed', now())");

    assertThat(program.run("doctor").expect(12).out())
        .contains("web application", "the run behind its pages is alive: for 10/2025")
        .contains("DISABLE_EXTRATO_BACKGROUND=true");
  }

  @Tag("slow")
  @Test
  void anotherStudioOfTheDatabase_andTablesThatCitusHas_areRefused(StudioDatabase studio) {
    program.succeed(MONTHLY);
    studio.execute(
        """
        create schema filial;
        create table filial.pagamentos (like public.pagamentos including all);
        create table filial.sessoes (like public.sessoes including all);
        create table filial.comissoes (like public.comissoes including all);
        create table filial.gastos (like public.gastos including all);
        """);
    String url = studio.url();
    String theirs =
        url + (url.contains("?") ? "&" : "?") + "options=-c%20search_path%3Dfilial%2Cpublic";

    assertThat(program.with("DATABASE_URL", theirs).run("backup").expect(8).err())
        .contains(
            "leads to the tables of schema filial, but the tool's schema extrato is that of the"
                + " studio in schema public");

    studio.execute(
        """
        set allow_system_table_mods = on;
        create table pg_catalog.pg_dist_partition (logicalrelid regclass primary key, partmethod "char");
        insert into pg_catalog.pg_dist_partition values ('public.sessoes', 'h');
        """);
    assertThat(program.run("backup").expect(8).err())
        .contains("table sessoes is distributed by Citus, which this tool cannot close");
  }
}
