package extrato.month.archive;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What docs/archive.md says, done as it stands there, without the program. */
@ExtendWith(StudioExtension.class)
class ArchiveDocIT {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("extrato.home", ""), "docs", "archive.md");
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Map<String, String> KINDS =
      Map.of(
          "pagamento",
          "pagamentos",
          "sessao",
          "sessoes",
          "comissao",
          "comissoes",
          "gasto",
          "gastos");

  @TempDir Path home;

  private final Map<String, String> booked = new TreeMap<>();
  private Operator operator = new Operator(Map.of(), Path.of(""), java.time.Clock.systemUTC());

  /** Closes the month in two versions; the books' own sums are noted before. */
  @BeforeEach
  void closeAndMerge(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    Map<String, String> others = sums(studio);
    operator.close(MONTH);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-30', 12.34, 'Pix', 1)");
    operator.run(MONTH, "extrato", "--force").expect(0);
    Map<String, String> left = sums(studio);
    others.forEach(
        (table, sum) ->
            booked.put(
                table,
                new BigDecimal(sum)
                    .subtract(new BigDecimal(left.getOrDefault(table, "0")))
                    .add(table.equals("gastos") ? new BigDecimal("12.34") : BigDecimal.ZERO)
                    .toPlainString()));
  }

  private static Map<String, String> sums(StudioDatabase studio) {
    Map<String, String> sums = new TreeMap<>();
    for (String table : List.of("pagamentos", "comissoes", "gastos")) {
      sums.put(table, String.valueOf(studio.value("select sum(valor) from " + table)));
    }
    return sums;
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    return block.results().map(result -> result.group(1)).toList();
  }

  @Test
  void statements_findEveryRecord_andAddUpToTheBooks(StudioDatabase studio) throws IOException {
    List<String> statements =
        blocks("sql").stream().map(sql -> sql.strip().replaceFirst(";$", "")).toList();
    assertThat(statements).hasSize(3);
    int records = studio.count("extrato.arquivo");

    assertThat(studio.count("(" + statements.get(0) + ") as found")).isEqualTo(records);
    assertThat(studio.count("(" + statements.get(2) + ") as found")).isEqualTo(records);
    booked.forEach(
        (table, sum) ->
            assertThat(
                    studio.value(
                        "select sum from ("
                            + statements.get(1)
                            + ") as found where tabela = '"
                            + table
                            + "'"))
                .as(table)
                .isEqualTo(sum));
  }

  @Test
  void script_provesTheNewestBackup_andAddsItUp() throws IOException, InterruptedException {
    assumeThat(PYTHON).exists();

    Map<String, String> printed = new TreeMap<>();
    for (String line : python(0).lines().toList()) {
      String[] words = line.split(" ", -1);
      printed.put(String.valueOf(KINDS.get(words[0])), words[2]);
    }

    assertThat(printed).containsAllEntriesOf(booked).containsKey("sessoes");
  }

  @Test
  void script_refusesADamagedBackup() throws IOException, InterruptedException {
    assumeThat(PYTHON).exists();
    Path csv = operator.backup(MONTH, 2);
    Files.writeString(csv, Files.readString(csv).replaceFirst("12\\.34", "12.35"));

    assertThat(python(1)).contains("the file is damaged");
  }

  private String python(int code) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                PYTHON.toString(),
                "-c",
                blocks("python").get(0),
                operator.backup(MONTH, 2).toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isEqualTo(code);
    return printed;
  }
}
