package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A month whose statement is larger than the memory that the program starts with. */
@ExtendWith(StudioExtension.class)
final class LargeMonthE2E {
  private static final int RECORDS = 25_000;
  private static final String SEPTEMBER = " --year 2025 --month 9";

  /** JSON text in JSON strings, as the web application writes it. */
  private static final String OLD_STATEMENT =
      """
      insert into extratos (ano, mes, pagamentos, sessoes, comissoes, gastos, totais)
      select 2025, 9, to_json(lista::text), to_json(lista::text), '"[]"', '"[]"', '"{}"'
      from (
        select json_agg(json_build_object(
          'id', i, 'data', '2025-09-10', 'cliente_name', 'João da Conceição ' || i, 'artista_name', 'Ana',
          'valor', 100.5, 'forma_pagamento', 'Pix', 'observacoes', 'fechamento de braço, sessão ' || i,
          'sessao_id', i, 'sessao_data', '2025-09-10')) as lista
        from generate_series(1, %d) i
      ) registros"""
          .formatted(RECORDS / 2);

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

  @Test
  void aMonthOfThisTool_isShown(StudioDatabase studio) throws IOException {
    studio.execute(
        Files.readString(Path.of(System.getProperty("extrato.home"), "bench", "month.sql"))
            .replace(":records", String.valueOf(RECORDS)));
    run("monthly" + SEPTEMBER);

    assertThat(run("show" + SEPTEMBER).out().lines()).hasSizeGreaterThan(RECORDS);
    assertThat(run("show --csv" + SEPTEMBER).out().lines()).hasSizeGreaterThan(RECORDS);
    assertThat(records(run("show --json" + SEPTEMBER).json())).isEqualTo(RECORDS);
  }

  /** The old generator's statements have no limit. */
  @Test
  void aMonthOfTheOldGenerator_isMergedProvenShownAndRestored(StudioDatabase studio) {
    studio.execute(
        "insert into users (id, name, role) values (1, 'Ana', 'artist');"
            + "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 10.50, 'Pix', 1);"
            + OLD_STATEMENT);
    String before = studio.value("select md5(row(e.*)::text) from extratos e");

    run("extrato --force" + SEPTEMBER);
    run("verify" + SEPTEMBER);
    assertThat(records(run("show --json" + SEPTEMBER).json())).isEqualTo(RECORDS + 1);
    run("restore --force" + SEPTEMBER);
    assertThat(studio.value("select md5(row(e.*)::text) from extratos e")).isEqualTo(before);
  }

  private Ended run(String command) {
    return program.succeed(command.split(" ", -1));
  }

  private static int records(JsonNode report) {
    JsonNode result = report.path("result");
    return List.of("pagamentos", "sessoes", "comissoes", "gastos").stream()
        .mapToInt(list -> result.path(list).size())
        .sum();
  }
}
