package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.ReadPage;
import extrato.testing.ReadWorkbook;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement as a page, a spreadsheet and paper. */
@ExtendWith(StudioExtension.class)
class StatementDocumentsIT {
  private static final Pattern AMOUNT = Pattern.compile("-?R\\$ [0-9.]+,[0-9]{2}");

  @TempDir Path home;

  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    operator = Operator.of(studio, home);
  }

  /** Writes all three, and reads them as others do. */
  private Read write(Operator by, String... month) {
    return write(0, by, month);
  }

  private Read write(int code, Operator by, String... month) {
    String[] show = {
      "show", "--html", file("html"), "--xlsx", file("xlsx"), "--pdf", file("pdf"), "--quiet"
    };
    String[] arguments = new String[show.length + month.length];
    System.arraycopy(show, 0, arguments, 0, show.length);
    System.arraycopy(month, 0, arguments, show.length, month.length);
    by.run(arguments).expect(code);
    return new Read(bytes("html"), bytes("xlsx"), bytes("pdf"));
  }

  private String file(String extension) {
    return home.resolve("setembro." + extension).toString();
  }

  private byte[] bytes(String extension) {
    try {
      return Files.readAllBytes(Path.of(file(extension)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Read {
    private final byte[] html;
    private final byte[] xlsx;
    private final byte[] pdf;

    Read(byte[] html, byte[] xlsx, byte[] pdf) {
      this.html = html;
      this.xlsx = xlsx;
      this.pdf = pdf;
    }

    ReadPage page() {
      return ReadPage.of(new String(html, java.nio.charset.StandardCharsets.UTF_8));
    }

    ReadWorkbook workbook() {
      return ReadWorkbook.of(xlsx);
    }

    String paper() {
      try (PDDocument document = Loader.loadPDF(pdf)) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(document);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    /** The amounts between two headings of the paper. */
    List<BigDecimal> amounts(String from, String to) {
      String text = paper();
      int begin = text.indexOf("\n" + from + "\n");
      int end = to.isEmpty() ? text.length() : text.indexOf("\n" + to + "\n", begin);
      return AMOUNT
          .matcher(text.substring(begin, end))
          .results()
          .map(MatchResult::group)
          .map(ReadPage::amount)
          .toList();
    }
  }

  @Test
  void everyFormat_addsUpToWhatJsonSays_toTheCent(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();
    MonthOfBooks expected = AwkwardMonth.expected();
    JsonNode totais = operator.succeed("show", "--json").json().at("/result/totais");
    BigDecimal receita = new BigDecimal(totais.path("receita_total").textValue());
    BigDecimal comissoes = new BigDecimal(totais.path("comissoes_total").textValue());
    BigDecimal despesas = new BigDecimal(totais.path("despesas_total").textValue());
    assertThat(receita).isEqualByComparingTo(expected.receita());

    Read read = write(operator);

    ReadPage page = read.page();
    assertThat(page.sum("Pagamentos", "Valor")).isEqualByComparingTo(receita);
    assertThat(page.sum("Comissões", "Valor")).isEqualByComparingTo(comissoes);
    assertThat(page.sum("Por artista", "Receita")).isEqualByComparingTo(receita);
    assertThat(page.sum("Por artista", "A receber")).isEqualByComparingTo(comissoes);
    assertThat(page.sum("Pagamentos por forma", "Total")).isEqualByComparingTo(receita);
    assertThat(page.sum("Despesas por categoria", "Total")).isEqualByComparingTo(despesas);
    assertThat(page.sum("Dias do mês", "Receita")).isEqualByComparingTo(receita);
    assertThat(page.text())
        .contains("R$ 100.001.673,05")
        .contains("Provado no fechamento: o backup de 09/2025, geração 1");

    ReadWorkbook workbook = read.workbook();
    assertThat(workbook.sum("Pagamentos", "Valor")).isEqualByComparingTo(receita);
    assertThat(workbook.sum("Comissões", "Valor")).isEqualByComparingTo(comissoes);
    assertThat(workbook.sum("Despesas", "Valor")).isEqualByComparingTo(despesas);
    assertThat(workbook.sum("Por artista", "A receber")).isEqualByComparingTo(comissoes);
    assertThat(workbook.formulas()).hasSizeGreaterThan(10);
    for (Cell formula : workbook.formulas()) {
      assertThat(workbook.evaluated(formula))
          .as(formula.getSheet().getSheetName() + " " + formula.getCellFormula())
          .isEqualByComparingTo(ReadWorkbook.cents(formula.getNumericCellValue()));
    }
    assertSummary(workbook, "Receita", receita);
    assertSummary(workbook, "Comissões", comissoes);
    assertSummary(workbook, "Despesas", despesas);
    assertSummary(workbook, "Saldo", receita.subtract(despesas));
    assertSummary(workbook, "Receita líquida", receita.subtract(despesas).subtract(comissoes));

    List<BigDecimal> paid = read.amounts("Pagamentos", "Sessões");
    assertThat(paid.subList(0, paid.size() - 1).stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(receita)
        .isEqualByComparingTo(paid.get(paid.size() - 1));
    assertThat(paid).hasSize(expected.pagamentos().size() + 1);
  }

  private static void assertSummary(ReadWorkbook workbook, String label, BigDecimal amount) {
    Cell cell = workbook.beside("Resumo", label);
    assertThat(cell.getCellType()).isEqualTo(CellType.FORMULA);
    assertThat(ReadWorkbook.cents(cell.getNumericCellValue())).isEqualByComparingTo(amount);
  }

  @Test
  void spreadsheet_hasTypes_frozenHeadings_andFilters(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").expense("2025-09-11");
    operator.closeSeptember();

    ReadWorkbook workbook = write(operator).workbook();
    var sheet = workbook.sheet("Pagamentos");

    Cell day = sheet.getRow(1).getCell(workbook.column("Pagamentos", "Data"));
    assertThat(DateUtil.isCellDateFormatted(day)).isTrue();
    assertThat(day.getLocalDateTimeCellValue()).isEqualTo("2025-09-10T00:00");
    assertThat(sheet.getRow(1).getCell(0).getNumericCellValue()).isEqualTo(1);
    assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
    assertThat(((org.apache.poi.xssf.usermodel.XSSFSheet) sheet).getCTWorksheet().getAutoFilter())
        .extracting(filter -> filter.getRef())
        .isEqualTo("A1:F2");
    assertThat(sheet.getFooter().getLeft()).contains("Extrato de setembro de 2025 · versão 1");
    assertThat(workbook.sheets()).first().isEqualTo("Resumo");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "]]>&amp;&lt;b&gt;",
        "=HYPERLINK(\"http://example.org\",\"x\")",
        "+1+1",
        "@SUM(A1)",
        "_x0041_ e _x000D_",
        "linha um\nlinha dois\r\nlinha três",
        "\u0001\u001b[31mvermelho\u007f\u0085",
        "\u202egnp.exe \u2066 \u200f",
        "🐍 cobra 👩🏽‍🎨",
        "שלום",
        "'aspas' e \"mais\" \\ barra"
      })
  void hostileNames_areTextEverywhere(String name, StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").expense("2025-09-11");
    studio.execute("update clients set name = " + literal(name));
    studio.execute("update gastos set descricao = " + literal(name));
    operator.closeSeptember();

    Read read = write(operator.with("EXTRATO_STUDIO_NAME", "</style><script>\"'\\ & Estúdio 🐍"));

    ReadPage page = read.page();
    assertThat(page.table("Pagamentos").get(1)).contains(shown(name));
    assertThat(page.table("Despesas").get(1)).contains(shown(name));
    assertThat(page.elements()).doesNotContain("script", "img", "a", "b", "link", "iframe");
    assertThat(page.attributes())
        .noneMatch(attribute -> attribute.startsWith("on"))
        .doesNotContain("style", "href", "src");
    assertThat(page.all("style")).hasSize(1);
    assertThat(page.all("strong").get(0).getTextContent()).contains("</style><script>");

    ReadWorkbook workbook = read.workbook();
    assertThat(workbook.texts("Pagamentos", "Cliente")).containsExactly(name);
    assertThat(workbook.texts("Despesas", "Descrição")).containsExactly(name);

    assertThat(read.paper()).contains("R$ 1.000,00").doesNotContain("\u202e");
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** As a page shows it: what steers is a picture of itself. */
  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c < ' ' && c != '\n' && c != '\r') {
        shown.append((char) (0x2400 + c));
      } else if (c == 0x7f) {
        shown.append('\u2421');
      } else {
        shown.append(c == 0x85 ? '\ufffd' : c);
      }
    }
    return shown.toString();
  }

  /** As the studio's clock tells it, whichever way the statement holds it. */
  @ParameterizedTest
  @ValueSource(strings = {"50000", "1"})
  void aMomentOfEntry_isADayAndAnHour(String limit, StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").payment("2025-09-11");
    studio.execute(
        "insert into comissoes (pagamento_id, artista_id, percentual, valor, created_at) values"
            + " (1, 1, 40, 400, '2025-09-11T02:04:05.678Z')");
    operator.with("EXTRATO_STATEMENT_LIMIT", limit).closeSeptember();

    Read read = write(operator);

    assertThat(read.page().table("Comissões").get(1)).contains("10/09/2025 às 23:04");
    assertThat(read.paper()).contains("10/09/2025 às 23:04");
    ReadWorkbook workbook = read.workbook();
    Cell moment =
        workbook.sheet("Comissões").getRow(1).getCell(workbook.column("Comissões", "Criada em"));
    assertThat(DateUtil.isCellDateFormatted(moment)).isTrue();
    assertThat(moment.getLocalDateTimeCellValue()).isEqualTo("2025-09-10T23:04:05");
  }

  /** Four thousand millions: a figure must not run into the next one. */
  @Test
  void largeFigures_standApart_onPaper(StudioDatabase studio) {
    new SmallStudio(studio);
    studio.execute(
        "insert into pagamentos (data, valor, forma_pagamento, cliente_id, artista_id) select"
            + " '2025-09-10', 99999999.99, 'Pix', 1, 1 from generate_series(1, 40);"
            + " insert into comissoes (pagamento_id, artista_id, percentual, valor) select id, 1,"
            + " 99, 99000000 from pagamentos");
    operator.closeSeptember();

    assertThat(write(operator).paper().lines().map(line -> line.replace('\u00a0', ' ')))
        .contains(
            "R$ 3.999.999.999,60 R$ 3.960.000.000,00 R$ 0,00 R$ 3.999.999.999,60 R$ 39.999.999,60");
  }

  @Test
  void aNameOf255Characters_isWhole(StudioDatabase studio) {
    String name = "Ø".repeat(127) + " " + "x".repeat(127);
    new SmallStudio(studio).payment("2025-09-10");
    studio.execute("update clients set name = " + literal(name));
    operator.closeSeptember();

    Read read = write(operator);

    assertThat(read.page().table("Pagamentos").get(1)).contains(name);
    assertThat(read.workbook().texts("Pagamentos", "Cliente")).containsExactly(name);
    assertThat(read.paper().chars().filter(c -> c == 'Ø').count()).isEqualTo(127);
  }

  @Test
  void lettersThatThePaperLacks_areMarkedAndCounted(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    studio.execute("update clients set name = 'Ωmega Жук 🐍 東京'");
    operator.closeSeptember();

    String paper = write(operator).paper();

    assertThat(paper)
        .contains("Ωmega Жук □ □□", "□: letras que este papel não tem, 3 nesta página");
  }

  /** Whatever becomes of other months, sessions and names, and whenever it is written. */
  @Test
  void theSameClosing_isTheSameBytes_onAnotherDay(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();
    Read first = write(operator);

    studio.execute(
        "update clients set name = 'Outra'; update users set name = 'Outra'; update pagamentos set"
            + " valor = valor + 1; delete from comissoes where pagamento_id is null");
    SmallStudio.peopled(studio).closedByOldGeneratorAsText(2025, 7, "now()");
    Operator later = operator.at("2025-12-05T12:00:00Z");
    later.run("backup", "--month", "2025-10").expect(0);
    later.run("extrato", "--month", "2025-10").expect(0);
    Read second = write(later, "--month", "2025-09");

    assertThat(second.html).isEqualTo(first.html);
    assertThat(second.xlsx).isEqualTo(first.xlsx);
    assertThat(second.pdf).isEqualTo(first.pdf);
  }

  /** The clock, zone, language, calendar, digits and charset are those of whoever writes it. */
  @ParameterizedTest
  @ValueSource(strings = {"ar EG Asia/Kathmandu windows-1252 C"})
  void theSameClosing_isTheSameBytes_onAnotherMachine(String machine, StudioDatabase studio)
      throws Exception {
    sameBytes(machine, studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pt BR Pacific/Kiritimati ISO-8859-1 POSIX",
        "th TH Pacific/Pago_Pago US-ASCII C",
        "tr TR America/Sao_Paulo UTF-8 C.UTF-8"
      })
  void theSameClosing_isTheSameBytes_onOtherMachines(String machine, StudioDatabase studio)
      throws Exception {
    sameBytes(machine, studio);
  }

  private void sameBytes(String machine, StudioDatabase studio) throws Exception {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();
    Path settings =
        Files.writeString(home.resolve("names.env"), "EXTRATO_STUDIO_NAME=\"Estúdio da Íris\"\n");
    operator = operator.with("EXTRATO_CONFIG", settings.toString());
    Read here = write(operator, "--month", "2025-09");

    Read there = writtenOn(machine.split(" ", -1));

    assertThat(there.html).isEqualTo(here.html);
    assertThat(there.xlsx).isEqualTo(here.xlsx);
    assertThat(there.pdf).isEqualTo(here.pdf);
  }

  /** By a Java of its own, whose clock says today. */
  private Read writtenOn(String... machine) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=" + machine[0],
                "-Duser.country=" + machine[1],
                "-Duser.timezone=" + machine[2],
                "-Dfile.encoding=" + machine[3],
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(part -> Path.of(part).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator)),
                Main.class.getName()));
    command.addAll(List.of("show", "--month", "2025-09", "--quiet"));
    for (String format : List.of("html", "xlsx", "pdf")) {
      Files.delete(Path.of(file(format)));
      command.addAll(List.of("--" + format, file(format)));
    }
    ProcessBuilder there = new ProcessBuilder(command).directory(home.toFile());
    there.environment().clear();
    there.environment().putAll(operator.surroundings());
    there.environment().putAll(Map.of("LC_ALL", machine[4], "TZ", machine[2]));
    Path said = home.resolve("said");
    Process process = there.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(said)).isZero();
    return new Read(bytes("html"), bytes("xlsx"), bytes("pdf"));
  }

  @Test
  void theMonthsBefore_areThoseOfTheClosing_openOnesMarked(StudioDatabase studio) {
    new SmallStudio(studio)
        .payment("2025-09-10")
        .payment("2025-07-10")
        .expense("2025-07-11")
        .payment("2024-08-31")
        .closedByOldGeneratorAsText(2025, 8, "now()")
        .closedByOldGenerator(2024, 9, "now()");
    studio.execute(
        "insert into comissoes (pagamento_id, artista_id, percentual, valor, created_at) values"
            + " (2, 1, 40, 400, '2025-09-01'), (null, 1, 1, 7, '2025-07-31T23:30:00-03:00')");
    operator.closeSeptember();

    List<List<String>> months = write(operator).page().table("Mês a mês");

    assertThat(months.subList(1, months.size()))
        .containsExactly(
            List.of(
                "setembro de 2024",
                "R$ 400,50",
                "R$ 120,00",
                "R$ 50,25",
                "R$ 350,25",
                "R$ 230,25",
                "fechado"),
            List.of(
                "julho de 2025",
                "R$ 1.000,00",
                "R$ 407,00",
                "R$ 100,25",
                "R$ 899,75",
                "R$ 492,75",
                "em aberto"),
            List.of(
                "agosto de 2025",
                "R$ 400,50",
                "R$ 120,00",
                "R$ 50,25",
                "R$ 350,25",
                "R$ 230,25",
                "fechado"),
            List.of(
                "setembro de 2025",
                "R$ 1.000,00",
                "R$ 0,00",
                "R$ 0,00",
                "R$ 1.000,00",
                "R$ 1.000,00",
                "fechado"));
  }

  /** An old month's page tells the months before as they stand now: by this tool's own copy. */
  @Test
  void aMonthBefore_whoseStatementWasWrittenOver_isToldByTheToolsOwnCopy(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").closedByOldGenerator(2025, 10, "now()");
    operator.closeSeptember();
    studio.execute(
        "update extratos set totais = to_jsonb('{\"receita_total\": 99999.0}'::text) where mes ="
            + " 9");

    assertThat(write(operator, "--month", "2025-10").page().table("Mês a mês").get(1))
        .startsWith("setembro de 2025", "R$ 1.000,00", "R$ 0,00");
  }

  /** Neither its head nor its line among the months may pass it off as this tool's. */
  @Test
  void aStatementThatWasWrittenOver_saysSoOfItself_andOfAMonthBefore(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").closedByOldGenerator(2025, 10, "now()");
    operator.closeSeptember();
    studio.execute(
        "update extratos set totais = to_jsonb('{\"receita_total\": 7.0}'::text) where mes = 9");

    Read read = write(4, operator);
    List<List<String>> months = write(operator, "--month", "2025-10").page().table("Mês a mês");

    assertThat(read.page().text()).contains("não é o extrato que esta ferramenta escreveu");
    assertThat(read.paper()).containsPattern("setembro de\\h.*fechado,");
    assertThat(months.get(1)).startsWith("setembro de 2025").endsWith("fechado, sobrescrito");
    assertThat(months.get(2)).startsWith("outubro de 2025").endsWith("fechado");
  }

  /** Another program's statement may hold anything; it must not stop the closing of a month. */
  @Tag("slow")
  @Test
  void aMonthBefore_whoseTotalsNobodyCanRead_isLeftOpenInItsAmounts(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").closedByOldGenerator(2025, 8, "now()");
    studio.execute("update extratos set totais = '\"{\\\"receita_total\\\": NaN\"'");
    operator.closeSeptember();

    assertThat(write(operator).page().table("Mês a mês"))
        .contains(List.of("agosto de 2025", "", "", "", "", "", "fechado"));
  }

  @Tag("slow")
  @Test
  void monthOfTheOldGenerator_saysWhatIsNotProven(StudioDatabase studio) {
    new SmallStudio(studio).closedByOldGenerator(2025, 8, "'2025-09-01T12:00:00Z'");

    Read read = write(operator, "--month", "2025-08");

    assertThat(read.page().text())
        .contains("fechado pelo gerador antigo, fechado em 01/09/2025 às 09:00", "Sem prova:");
    assertThat(read.page().sum("Por artista", "Receita")).isEqualByComparingTo("400.50");
    assertThat(read.workbook().sum("Pagamentos", "Valor")).isEqualByComparingTo("400.50");
    assertThat(read.paper()).contains("R$ 350,25", "Luvas□[31m");
  }

  @Tag("slow")
  @Test
  void monthAboveTheLimit_hasItsListsFromTheArchive(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").payment("2025-09-11").expense("2025-09-12");
    operator.with("EXTRATO_STATEMENT_LIMIT", "1").closeSeptember();
    studio.execute("update users set name = 'Outra'; update clients set name = 'Outro'");

    Read read = write(operator);

    assertThat(read.page().sum("Pagamentos", "Valor")).isEqualByComparingTo("2000");
    assertThat(read.page().sum("Dias do mês", "Despesas")).isEqualByComparingTo("100.25");
    assertThat(read.workbook().texts("Pagamentos", "Artista")).containsExactly("Ana", "Ana");
    assertThat(read.workbook().texts("Pagamentos", "Cliente")).containsExactly("nº 1", "nº 1");
    assertThat(read.workbook().sum("Despesas", "Valor")).isEqualByComparingTo("100.25");
    assertThat(read.page().text()).contains("acima do limite do extrato");
    assertThat(read.paper()).contains("acima do limite do extrato");
  }

  /** Page and paper need no record of it, and say the same whether the spreadsheet reads them. */
  @Tag("slow")
  @Test
  void monthAboveWhatAPageLists_hasItsDays_andItsRecordsInTheSpreadsheet(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    studio.execute(
        "insert into gastos (data, valor, descricao, forma_pagamento, created_by) select"
            + " '2025-09-01'::date + i % 30, i % 1000 + 0.25, 'Gasto ' || i, 'Pix', 1 from"
            + " generate_series(1, 60000) i");
    operator.closeSeptember();

    operator.succeed("show", "--html", file("html"), "--pdf", file("pdf"), "--quiet");
    byte[] html = bytes("html");
    byte[] pdf = bytes("pdf");
    Read read = write(operator);

    assertThat(html).isEqualTo(read.html);
    assertThat(pdf).isEqualTo(read.pdf);
    assertThat(read.page().sum("Dias do mês", "Despesas")).isEqualByComparingTo("29985000");
    assertThat(read.page().sum("Dias do mês", "Receita")).isEqualByComparingTo("1000");
    assertThat(read.page().text()).contains("As listas do mês estão na planilha: são 60.001");
    assertThat(read.paper()).contains("As listas do mês estão na planilha: são 60.001");
    assertThat(read.workbook().sum("Despesas", "Valor")).isEqualByComparingTo("29985000");
  }

  @Tag("slow")
  @Test
  void english_whereItIsAskedFor(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();

    Read read = write(operator.with("EXTRATO_LANGUAGE", "en"));

    assertThat(read.page().document().getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(read.page().text()).contains("September 2025", "R$ 1,000.00", "2025-09-10");
    assertThat(read.workbook().sheets()).startsWith("Summary").contains("Payments");
    assertThat(read.paper()).contains("Statement of September 2025 · version 1", "1 / 2");
  }

  @Tag("slow")
  @Test
  void page_loadsNothingFromAnywhere(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();

    ReadPage page = write(operator).page();

    assertThat(page.all("meta"))
        .filteredOn(meta -> !meta.getAttribute("http-equiv").isEmpty())
        .singleElement()
        .extracting(meta -> meta.getAttribute("content"))
        .asString()
        .matches(
            "default-src 'none'; style-src 'sha256-[\\w+/]+='; img-src 'none'; base-uri 'none';"
                + " form-action 'none'");
    assertThat(page.elements())
        .isSubsetOf(
            "body", "circle", "details", "div", "footer", "h1", "h2", "head", "header", "html",
            "line", "main", "meta", "p", "rect", "section", "span", "strong", "style", "summary",
            "svg", "table", "tbody", "td", "text", "tfoot", "th", "thead", "title", "tr");
    assertThat(page.all("style").get(0).getTextContent()).doesNotContain("url(", "@import");
  }

  @Tag("slow")
  @Test
  void file_takesThePlaceOfAnOlderOne_forItsReadersAlone(StudioDatabase studio) throws IOException {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();
    Path file = Files.writeString(home.resolve("s.html"), "old");

    Operator.Ended ended = operator.succeed("show", "--html", file.toString());

    assertThat(ended.out())
        .matches("  written  " + file + " \\([0-9.]+ bytes\\)\nmonth 09/2025 is closed: .*\n");
    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    JsonNode json = operator.succeed("show", "--pdf", file.toString(), "--json").json();
    assertThat(json.at("/result/files/0/format").textValue()).isEqualTo("pdf");
  }

  @Tag("slow")
  @Test
  void fileThatCannotBeWritten_isExit9(StudioDatabase studio) throws IOException {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();
    Path folder = Files.createDirectory(home.resolve("pasta"));

    for (String file : List.of(folder.toString(), home + "/not/there.pdf", "/dev/null")) {
      assertThat(operator.run("show", "--pdf", file).expect(9).err())
          .contains("could not be written")
          .contains(file);
    }
    assertThat(home.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Tag("slow")
  @Test
  void standardOutput_takesOneThing(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();

    assertThat(operator.succeed("show", "--html", "-").out())
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>\n");
    operator.run("show", "--html", "-", "--pdf", "-").expect(2);
    operator.run("show", "--html", "-", "--csv").expect(2);
    operator.run("show", "--html", "-", "--json").expect(2);
  }

  @Tag("slow")
  @Test
  void logo_isPartOfThePage_andWhatIsNoPictureIsRefused(StudioDatabase studio) throws IOException {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();
    Path logo = home.resolve("logo.png");
    Files.write(
        logo,
        java.util.Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="));
    Operator proud = operator.with("EXTRATO_STUDIO_LOGO", logo.toString());

    Read read = write(proud);

    assertThat(read.page().all("img").get(0).getAttribute("src"))
        .startsWith("data:image/png;base64,iVBOR");
    assertThat(read.paper()).contains("R$ 1.000,00");
    Files.writeString(logo, "<svg onload='alert(1)'/>");
    assertThat(proud.run("show", "--html", file("html")).expect(8).err())
        .contains("is neither PNG nor JPEG");
    Files.delete(logo);
    proud.run("show", "--html", file("html")).expect(9);
  }
}
