package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.Operator;
import extrato.testing.ReadPage;
import extrato.testing.ReadWorkbook;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StudioExtension.class)
class ReportIT {
  private static final String[] PERIOD = {"report", "--from", "2025-07", "--to", "10/2025"};

  @TempDir Path home;

  private Operator operator;

  /** July is legacy, August empty, September closed by this tool, October open. */
  @BeforeEach
  void open(StudioDatabase studio) {
    operator = Operator.of(studio, home);
    new SmallStudio(studio)
        .closedByOldGeneratorAsText(2025, 7, "now()")
        .payment("2025-09-10")
        .expense("2025-09-11")
        .payment("2025-10-02")
        .payment("2025-10-03");
    studio.execute(
        "insert into comissoes (pagamento_id, artista_id, percentual, valor)"
            + " values (1, 1, 40, 400), (2, 1, 50, 500)");
    operator.closeSeptember();
  }

  private String[] with(String... options) {
    String[] all = java.util.Arrays.copyOf(PERIOD, PERIOD.length + options.length);
    System.arraycopy(options, 0, all, PERIOD.length, options.length);
    return all;
  }

  @Test
  void terminal_showsMonthsSideBySide_withBars_andTellsOpenOnes() {
    assertThat(operator.succeed(PERIOD).out())
        .isEqualTo(
            """
              month        receita                    change  comissões   despesas        saldo      líquida  state
              07/2025    R$ 400,50  ███                       R$ 120,00   R$ 50,25    R$ 350,25    R$ 230,25  closed
              08/2025            –                                    –          –            –            –  empty
              09/2025  R$ 1.000,00  ████████                  R$ 400,00  R$ 100,25    R$ 899,75    R$ 499,75  closed
              10/2025  R$ 2.000,00  ████████████████  +100 %  R$ 500,00    R$ 0,00  R$ 2.000,00  R$ 1.500,00  open
            4 months: 2 closed, 1 open
            """);
  }

  /** What another program wrote is not what the studio earned: the tool's own copy is. */
  @Test
  void statementThatIsGone_orAnothers_isToldByTheToolsOwnCopy(StudioDatabase studio)
      throws IOException {
    studio.execute(
        "update extratos set totais = to_jsonb('{\"receita_total\": 99999.0}'::text) where mes ="
            + " 9");
    Path page = home.resolve("r.html");
    operator.run(with("--html", page.toString())).expect(4);
    Operator.Ended anothers = operator.run(PERIOD).expect(4);
    assertThat(anothers.err()).contains("another is there, of 09/2025");
    assertThat(anothers.out())
        .containsPattern("09/2025 +R[$] 1.000,00 .* overwritten")
        .doesNotContain("99.999");
    ReadPage read = ReadPage.of(Files.readString(page));
    assertThat(read.table("Mês a mês").get(3))
        .startsWith("setembro de 2025", "R$ 1.000,00")
        .endsWith("fechado, sobrescrito");
    assertThat(read.table("Receita por artista").get(1)).contains("R$ 1.000,00");
    assertThat(read.text()).contains("como este programa os provou").doesNotContain("99.999");

    studio.execute("delete from extratos where mes = 9");
    Operator.Ended gone = operator.run(PERIOD).expect(4);
    assertThat(gone.err()).contains("is gone from extratos", "09/2025");
    assertThat(gone.out()).containsPattern("09/2025 +R[$] 1.000,00 .* overwritten");
  }

  @Test
  void everyFormat_addsUpToWhatJsonSays() throws IOException {
    Path page = home.resolve("r.html");
    Path sheet = home.resolve("r.xlsx");
    operator.succeed(with("--html", page.toString(), "--xlsx", sheet.toString()));
    JsonNode months = operator.succeed(with("--json")).json().at("/result/months");

    assertThat(months)
        .extracting(month -> month.path("state").textValue())
        .containsExactly("closed", "empty", "closed", "open");
    assertThat(months.at("/2/por_artista/0/a_receber").textValue()).isEqualTo("400.00");

    ReadPage read = ReadPage.of(Files.readString(page));
    List<List<String>> lines = read.table("Mês a mês");
    assertThat(lines.get(1))
        .containsExactly(
            "julho de 2025",
            "R$ 400,50",
            "",
            "R$ 120,00",
            "R$ 50,25",
            "R$ 350,25",
            "R$ 230,25",
            "fechado");
    assertThat(lines.get(4)).contains("outubro de 2025", "R$ 2.000,00", "100 %", "em aberto");
    assertThat(lines.get(5)).contains("R$ 3.400,50", "R$ 1.020,00", "R$ 150,50", "R$ 3.250,00");
    assertThat(read.table("A receber por artista").get(1)).startsWith("Ana").contains("R$ 400,00");
    assertThat(read.text()).contains("meses fechados: 2, em aberto: 1");
    assertThat(read.elements()).doesNotContain("script", "img");

    ReadWorkbook workbook = ReadWorkbook.of(Files.readAllBytes(sheet));
    assertThat(workbook.sum("Mês a mês", "Receita")).isEqualByComparingTo("3400.50");
    assertThat(workbook.sum("Receita por artista", "set/25")).isEqualByComparingTo("1000");
    for (var formula : workbook.formulas()) {
      assertThat(workbook.evaluated(formula))
          .isEqualByComparingTo(ReadWorkbook.cents(formula.getNumericCellValue()));
    }
  }

  @Test
  void periodThatIsNone_isRefused() {
    assertThat(operator.run("report", "--from", "2025-10", "--to", "2025-09").expect(2).err())
        .contains("are 0 months");
    assertThat(operator.run("report", "--from", "2001-01", "--to", "2025-09").expect(2).err())
        .contains("not 1 to 120");
    assertThat(operator.run("report", "--from", "9", "--to", "2025-09").expect(2).err())
        .contains("--from '9' is not a month with its year");
    operator.run("report", "--from", "2025-10").expect(2);
  }

  @Test
  void theLastMonthThereCanBe_isTheLastOne() {
    assertThat(operator.succeed("report", "--from", "2100-11", "--to", "2100-12").out())
        .contains("12/2100")
        .endsWith("2 months: 0 closed, 0 open\n");
  }
}
