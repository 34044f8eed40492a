package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to what a month comes back from. */
@ExtendWith(StudioExtension.class)
class RestoreDamageIT {
  private static final String RECORD_103 =
      "update extrato.lotes set registros = (select jsonb_agg(case r ->> 'id' when '103' then %s"
          + " else r end) from jsonb_array_elements(registros) r) where tabela = 'pagamentos'";

  @TempDir Path home;

  private Map<String, String> before = Map.of();

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    before = studio.dumpBooks();
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  static Stream<Arguments> damageToTheArchive() {
    return Stream.of(
        Arguments.of(
            "an amount is one cent off",
            String.format(Locale.ROOT, RECORD_103, "r || '{\"valor\": \"-50.01\"}'"),
            "pagamentos id 103, column valor"),
        Arguments.of(
            "a text is another",
            String.format(Locale.ROOT, RECORD_103, "r || '{\"observacoes\": \"x\"}'"),
            "pagamentos id 103, column observacoes"),
        Arguments.of(
            "an id is no number",
            String.format(Locale.ROOT, RECORD_103, "r || '{\"id\": \"abc\"}'"),
            "a value of it cannot be read"),
        Arguments.of(
            "an amount is no number",
            String.format(Locale.ROOT, RECORD_103, "r || '{\"valor\": \"abc\"}'"),
            "pagamentos id 103, column valor"),
        Arguments.of(
            "a field is missing",
            String.format(Locale.ROOT, RECORD_103, "r - 'observacoes' - 'forma_pagamento'"),
            ""),
        Arguments.of(
            "an id is missing",
            String.format(Locale.ROOT, RECORD_103, "r - 'id'"),
            "a value of it"),
        Arguments.of(
            "a record is removed",
            "update extrato.lotes set registros = registros - 0 where tabela = 'comissoes'",
            "batch 1 of comissoes holds 6 records instead of 7"),
        Arguments.of(
            "a record is removed, and the count with it",
            "update extrato.lotes set registros = registros - 0, quantidade = 6 where tabela ="
                + " 'comissoes'",
            "6 records of comissoes are archived instead of 7"),
        Arguments.of(
            "a record is doubled",
            "update extrato.lotes set registros = registros || (registros -> 0) where tabela ="
                + " 'gastos'",
            "batch 1 of gastos holds 39 records instead of 38"),
        Arguments.of(
            "a record takes the place of another",
            "update extrato.lotes set registros = (registros - 0) || (registros -> 1) where tabela"
                + " = 'gastos'",
            "gastos id 401"),
        Arguments.of(
            "a batch is removed",
            "delete from extrato.lotes where tabela = 'sessoes'",
            "0 records of sessoes are archived instead of 10"),
        Arguments.of(
            "a batch is no list",
            "update extrato.lotes set registros = '{}' where tabela = 'sessoes'",
            "batch 1 of sessoes holds no records instead of 10"));
  }

  @Tag("slow")
  @ParameterizedTest(name = "when {0}")
  @MethodSource("damageToTheArchive")
  void restore_fromADamagedArchive_refuses_andTheBackupBringsEverythingBack(
      String what, String damage, String named, StudioDatabase studio) throws IOException {
    studio.execute(damage);
    Map<String, String> untouched = studio.dumpExceptRuns();
    String files = listing();

    assertThat(operator(studio).run(MONTH, "restore").expect(4).err())
        .contains("the archive of 09/2025 is damaged: ", named, "--from backup");
    operator(studio).run(MONTH, "restore", "--dry-run").expect(4);
    operator(studio).run(MONTH, "drill").expect(4);
    operator(studio).run(MONTH, "verify").expect(4);
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);

    // A backup of the damage would be the newest, and vouch for it.
    operator(studio).run(MONTH, "backup").expect(4);
    assertThat(listing()).isEqualTo(files);

    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(listing()).isEqualTo(files);
  }

  @Test
  void restore_fromTheBackup_whenNoBackupCanBeWrittenOfLateRecords_saysSo(StudioDatabase studio)
      throws IOException {
    studio.execute(String.format(Locale.ROOT, RECORD_103, "r || '{\"observacoes\": \"x\"}'"));
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-09', 1, 'Pix', 1)");
    String files = listing();

    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).err())
        .contains("warning: the archive of 09/2025 is damaged", "no backup was written of it");
    studio.execute("delete from gastos where id = 9001");
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(listing()).isEqualTo(files);
  }

  @Test
  void restore_fromADamagedArchive_withoutABackup_refusesToo(StudioDatabase studio)
      throws IOException {
    studio.execute(String.format(Locale.ROOT, RECORD_103, "r || '{\"observacoes\": \"x\"}'"));
    Files.delete(operator(studio).backup(MONTH, 1));
    Map<String, String> untouched = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "restore").expect(4).err())
        .contains("the archive of 09/2025 is damaged: ");
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
  }

  @Tag("slow")
  @Test
  void restore_ofAMonthClosedWithoutABackup_comesFromTheArchive(StudioDatabase studio)
      throws IOException {
    operator(studio).run(MONTH, "restore").expect(0);
    Files.delete(operator(studio).backup(MONTH, 1));
    Files.delete(Operator.manifest(operator(studio).backup(MONTH, 1)));
    operator(studio).with("EXTRATO_REQUIRE_BACKUP", "false").run(MONTH, "extrato").expect(0);

    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
    // What is about to be undone gets the backup that it never had.
    assertThat(operator(studio).backup(MONTH, 1)).exists();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update extratos set totais = totais || '{\"receita_total\": 1.00}'",
        "update extratos set pagamentos = to_jsonb(((pagamentos #>> '{}')::jsonb - 0)::text)",
        "update extratos set gastos = gastos || (gastos -> 0)",
        "update extratos set comissoes ="
            + " to_jsonb(jsonb_set((comissoes #>> '{}')::jsonb, '{0,valor}', '0.01')::text)"
      })
  void restore_whenSomethingElseChangedTheStatement_refuses(String damage, StudioDatabase studio) {
    studio.execute(damage);
    Map<String, String> untouched = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "restore").expect(4).err())
        .contains("the statement of 09/2025 in extratos is not what the archive holds: ");
    operator(studio).run(MONTH, "verify").expect(4);
    operator(studio).run(MONTH, "drill").expect(4);
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);

    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {"-50.00|-50.01", "2025-09-15|2025-09-45", "Dinheiro|Dinheirx", "103,|104,"})
  void restore_fromADamagedFile_refuses(String damage, StudioDatabase studio) throws IOException {
    Path csv = operator(studio).backup(MONTH, 1);
    String text = Files.readString(csv, StandardCharsets.UTF_8);
    String[] fromTo = damage.split("\\|", 2);
    int at = text.indexOf(fromTo[0], text.indexOf("\npagamento,103,"));
    Files.writeString(
        csv, text.substring(0, at) + fromTo[1] + text.substring(at + fromTo[0].length()));

    refuses(studio);
  }

  @Tag("slow")
  @Test
  void restore_fromAFileThatIsCutOff_refuses(StudioDatabase studio) throws IOException {
    Path csv = operator(studio).backup(MONTH, 1);
    byte[] bytes = Files.readAllBytes(csv);
    Files.write(csv, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    refuses(studio);
  }

  @Tag("slow")
  @Test
  void restore_fromAFileWithADamagedManifest_refuses(StudioDatabase studio) throws IOException {
    Path manifest = Operator.manifest(operator(studio).backup(MONTH, 1));
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst("\"rows\" : 7", "\"rows\" : 8"));

    refuses(studio);
  }

  private void refuses(StudioDatabase studio) {
    Map<String, String> untouched = studio.dumpExceptRuns();
    String csv = operator(studio).backup(MONTH, 1).toString();
    for (String source : new String[] {"backup", csv}) {
      assertThat(operator(studio).run(MONTH, "restore", "--from", source).expect(4).err())
          .contains("the backup is damaged: " + home);
    }
    assertThat(operator(studio).run("restore", "--from", csv).expect(4).err())
        .contains("the backup is damaged: " + home);
    operator(studio).run(MONTH, "drill").expect(4);
    assertThat(operator(studio).run("verify", csv).expect(4).err())
        .contains("the backup is damaged");
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);

    operator(studio).run(MONTH, "restore").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  private String listing() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("backups"))) {
      return files.sorted().map(String::valueOf).toList().toString();
    }
  }
}
