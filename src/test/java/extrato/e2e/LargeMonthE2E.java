package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A month whose statement is larger than the memory that the program starts with. */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class LargeMonthE2E {
  private static final int RECORDS = 25_000;
  private static final String SEPTEMBER = " --year 2025 --month 9";

  /** JSON text in JSON strings, as the web application writes it. */
  private static final String OLD_STATEMENT =
      String.format(
          Locale.ROOT,
          """
          insert into extratos (ano, mes, pagamentos, sessoes, comissoes, gastos, totais)
          select 2025, 9, to_json(lista::text), to_json(lista::text), '"[]"', '"[]"', '"{}"'
          from (
            select json_agg(json_build_object(
              'id', i, 'data', '2025-09-10', 'cliente_name', 'João da Conceição ' || i, 'artista_name', 'Ana',
              'valor', 100.5, 'forma_pagamento', 'Pix', 'observacoes', 'fechamento de braço, sessão ' || i,
              'sessao_id', i, 'sessao_data', '2025-09-10')) as lista
            from generate_series(1, %d) i
          ) registros\
          """,
          RECORDS / 2);

  private static final String LONG_TEXTS =
      """
      alter table gastos alter column descricao type text;
      insert into users (id, name, role) values (1, 'Ana', 'artist');
      insert into gastos (id, data, valor, descricao, forma_pagamento, created_by)
      select i, '2025-09-10', 1, repeat('x', 250000), 'Pix', 1 from generate_series(1, 100) i;
      """;

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

  /** In few records, more than the memory holds at once. */
  @Test
  void longTexts_areClosedAndProven_andAQuoteTooManyIsDamage(StudioDatabase studio)
      throws IOException {
    studio.execute(LONG_TEXTS);
    run("backup" + SEPTEMBER);
    Path csv = program.home().resolve("backups/2025_09/backup_2025_09.csv");
    byte[] sound = Files.readAllBytes(csv);
    byte[] damaged = sound.clone();
    damaged[new String(sound, StandardCharsets.ISO_8859_1).indexOf("xxx")] = '"';

    Files.write(csv, damaged);
    for (String command : List.of("verify", "extrato")) {
      assertThat(program.run(words(command + SEPTEMBER)).expect(4).err())
          .contains("damaged")
          .hasLineCount(1);
    }
    Files.write(csv, sound);
    run("extrato" + SEPTEMBER);
    run("verify" + SEPTEMBER);
    run("restore --force" + SEPTEMBER);
  }

  @Test
  void aRecordThatIsTooLongForTheMemory_isNotBackedUp(StudioDatabase studio) {
    studio.execute(LONG_TEXTS + "update gastos set descricao = repeat('y', 9000000) where id = 7;");

    assertThat(program.run(words("backup" + SEPTEMBER)).expect(6).err())
        .contains("gastos id 7 takes 9,000,", "EXTRATO_JAVA_OPTS")
        .hasLineCount(1);
    program.with("EXTRATO_JAVA_OPTS", "-Xmx256m").succeed(words("monthly" + SEPTEMBER));
  }

  private static String[] words(String command) {
    return command.split(" ", -1);
  }

  private Ended run(String command) {
    return program.succeed(words(command));
  }

  private static int records(JsonNode report) {
    JsonNode result = report.path("result");
    return List.of("pagamentos", "sessoes", "comissoes", "gastos").stream()
        .mapToInt(list -> result.path(list).size())
        .sum();
  }
}
