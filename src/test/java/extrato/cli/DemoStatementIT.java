package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.demo.DemoFolder;
import extrato.demo.DemoStudio;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import extrato.testing.Browser;
import extrato.testing.Operator;
import extrato.testing.ReadPage;
import extrato.testing.ReadWorkbook;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The statement of the demo's month, which the documents show and explain. */
@ExtendWith(StudioExtension.class)
class DemoStatementIT {
  private static final Month SEPTEMBER = new Month(2025, 9);
  private static final Path DOCUMENT =
      Path.of(System.getProperty("extrato.home", "."), "docs", "statement.md");
  private static final Pattern NAME = Pattern.compile("\\*([^*]+)\\*");

  /** Where the documents' pictures are made anew; nowhere without it. */
  private static final String PICTURES = System.getProperty("pictures", "");

  private static final int PAPER_DPI = 100;

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) throws SQLException {
    this.studio = studio;
    try (Connection connection = studio.connect()) {
      DemoStudio.clear(connection);
      DemoStudio.fill(connection, SEPTEMBER);
    }
    operator = Operator.of(studio, home).with("EXTRATO_STUDIO_NAME", DemoFolder.STUDIO);
  }

  private Path written(String format) {
    Path file = home.resolve("setembro." + format);
    operator.succeed("show", "--month", "2025-09", "--" + format, file.toString());
    return file;
  }

  /**
   * What answers a question.
   *
   * @param onPaper what stands together on a line, for a person to read
   * @param inSheet what stands together in a row
   */
  private record Answer(List<?> onPaper, List<?> inSheet) {
    static Answer of(Object... said) {
      return new Answer(List.of(said), List.of(said));
    }
  }

  /** The owner's questions and the accountant's, as the document has them. */
  @Test
  void everyQuestion_isAnswered_byPagePaperAndSpreadsheet() throws Exception {
    hold();
    Map<String, List<Answer>> answers = answers();
    operator.closeSeptember();
    answers.put(
        "Can I believe it?", List.of(Answer.of("Provado no fechamento"), Answer.of(digest())));

    ReadPage page = ReadPage.of(Files.readString(written("html")));
    String paper = paper(written("pdf"));
    ReadWorkbook workbook = ReadWorkbook.of(Files.readAllBytes(written("xlsx")));

    Map<String, List<String>> told = questions();
    assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(answers.keySet());
    told.forEach(
        (question, where) -> {
          List<String> names = names(where.get(0));
          List<String> sheets = names(where.get(1));
          assertThat(names)
              .as(question)
              .allSatisfy(
                  name ->
                      assertThat(List.of(page.text(), paper))
                          .allMatch(text -> text.contains(name)));
          for (Answer answer : Objects.requireNonNull(answers.get(question))) {
            assertThat(lines(page)).as(question).anyMatch(line -> has(line, answer.onPaper()));
            assertThat(paper.lines()).as(question).anyMatch(line -> has(line, answer.onPaper()));
            assertThat(sheets.isEmpty() ? names : sheets)
                .as(question)
                .anyMatch(sheet -> hasRow(workbook, sheet, answer.inSheet()));
          }
        });
  }

  /** Money for a session to come, as the demo suggests to try; the server dates what is posted. */
  private void hold() {
    operator.succeed("wallet", "credit", "client:1", "--amount", "150,00", "--key", "deposit-1");
    operator.succeed("wallet", "hold", "client:1", "--amount", "150,00", "--key", "hold-1");
    studio.execute(
        "alter table extrato.transferencias disable trigger all; update extrato.transferencias set"
            + " quando = '2025-09-20T12:00:00Z'; alter table extrato.transferencias enable always"
            + " trigger nada_muda; alter table extrato.transferencias enable always trigger"
            + " nada_some");
  }

  /** By the books themselves, before the closing takes them away. */
  private Map<String, List<Answer>> answers() {
    BigDecimal receita = sum("pagamentos", "2025-09");
    BigDecimal august = sum("pagamentos", "2025-08");
    BigDecimal despesas = sum("gastos", "2025-09");
    List<Answer> due =
        studio
            .rows(
                "select u.name, sum(c.valor) as valor from comissoes c join users u on u.id ="
                    + " c.artista_id left join pagamentos p on p.id = c.pagamento_id where"
                    + " to_char(coalesce(p.data, (c.created_at at time zone"
                    + " 'America/Sao_Paulo')::date), 'YYYY-MM') = '2025-09' group by u.name")
            .stream()
            .map(row -> Answer.of(text(row.get("name")), amount(row.get("valor"))))
            .toList();
    assertThat(due).hasSizeGreaterThan(3);
    BigDecimal comissoes =
        due.stream()
            .map(answer -> (BigDecimal) answer.onPaper().get(1))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Map<String, List<Answer>> answers = new LinkedHashMap<>();
    answers.put("How much came in?", List.of(Answer.of(receita)));
    answers.put("How much is each artist to receive?", due);
    answers.put(
        "What did the studio spend, and on what?",
        List.of(Answer.of(despesas), Answer.of("Total", despesas)));
    answers.put(
        "What is left?",
        List.of(
            Answer.of(receita.subtract(despesas)),
            Answer.of(receita.subtract(despesas).subtract(comissoes)),
            Answer.of("receita − comissões − despesas")));
    answers.put(
        "How did people pay?",
        grouped(
            "select forma_pagamento as name, sum(valor) as valor from pagamentos", "group by 1"));
    answers.put(
        "Was the month better than the one before?",
        List.of(
            new Answer(List.of("sobre agosto de 2025"), List.of("agosto de 2025", august)),
            Answer.of("setembro de 2025", receita)));
    answers.put(
        "On which days did money come in?",
        grouped(
            "select to_char(data, 'DD/MM/YYYY') as name, sum(valor) as valor from pagamentos",
            "group by 1"));
    answers.put(
        "Who paid this amount?",
        grouped(
            "select c.name, p.valor from pagamentos p join clients c on c.id = p.cliente_id", ""));
    answers.put(
        "What does the studio hold for clients?",
        List.of(
            Answer.of("Em aberto no fim do mês", amount("150")),
            Answer.of(text(studio.value("select name from clients where id = 1")), amount("150"))));
    answers.put("Is this the last word?", List.of(Answer.of("versão 1, fechado em ")));
    return answers;
  }

  private List<Answer> grouped(String select, String group) {
    List<Answer> answers =
        studio.rows(select + " where to_char(data, 'YYYY-MM') = '2025-09' " + group).stream()
            .map(row -> Answer.of(text(row.get("name")), amount(row.get("valor"))))
            .toList();
    assertThat(answers).hasSizeGreaterThan(2);
    return answers;
  }

  private BigDecimal sum(String table, String month) {
    return amount(
        studio.value(
            "select sum(valor) from "
                + table
                + " where to_char(data, 'YYYY-MM') = '"
                + month
                + "'"));
  }

  private static BigDecimal amount(@Nullable String value) {
    return new BigDecimal(text(value)).setScale(2);
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNull(value);
  }

  private String digest() throws Exception {
    byte[] backup = Files.readAllBytes(operator.backup(YearMonth.of(2025, 9), 1));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(backup));
  }

  /** Question by question, where the document says that the answer stands. */
  private static Map<String, List<String>> questions() throws IOException {
    Map<String, List<String>> questions = new LinkedHashMap<>();
    Files.readString(DOCUMENT)
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("? | "))
        .map(line -> line.substring(2).split(" *\\| *", -1))
        .forEach(cells -> questions.put(cells[0], List.of(cells[1], cells[2])));
    assertThat(questions).hasSizeGreaterThanOrEqualTo(10);
    return questions;
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static List<String> lines(ReadPage page) {
    return Stream.of("tr", "p")
        .flatMap(name -> page.all(name).stream())
        .map(Element::getTextContent)
        .toList();
  }

  private static boolean has(String line, List<?> said) {
    return said.stream()
        .allMatch(
            part ->
                line.contains(part instanceof BigDecimal amount ? money(amount) : part.toString()));
  }

  private static String money(BigDecimal amount) {
    return new extrato.documents.model.Forms(Messages.in(Language.PORTUGUESE)).money(amount);
  }

  private static boolean hasRow(ReadWorkbook workbook, String sheet, List<?> said) {
    for (Row row : workbook.sheet(sheet)) {
      List<Cell> cells = new ArrayList<>();
      row.forEach(cells::add);
      if (said.stream().allMatch(part -> cells.stream().anyMatch(cell -> says(cell, part)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean says(Cell cell, Object part) {
    return switch (cell.getCellType()) {
      case STRING -> part instanceof String text && cell.getStringCellValue().contains(text);
      case NUMERIC, FORMULA ->
          part instanceof BigDecimal amount
              ? ReadWorkbook.cents(cell.getNumericCellValue()).compareTo(amount) == 0
              : DateUtil.isCellDateFormatted(cell) && day(cell).equals(part);
      default -> false;
    };
  }

  private static String day(Cell cell) {
    LocalDate day = cell.getLocalDateTimeCellValue().toLocalDate();
    return String.format(
        java.util.Locale.ROOT,
        "%02d/%02d/%04d",
        day.getDayOfMonth(),
        day.getMonthValue(),
        day.getYear());
  }

  private static String paper(Path file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }

  /** A studio that has closed every month; CONTRIBUTING says how to have them made anew. */
  @Tag("slow")
  @Test
  void pictures() throws IOException {
    assumeTrue(!PICTURES.isEmpty(), "made where -Dpictures=docs/pictures asks for them");
    assumeTrue(Browser.isThere(), "Chromium, which Debian's package chromium brings");
    for (YearMonth month = YearMonth.of(2024, 10);
        month.isBefore(YearMonth.of(2025, 10));
        month = month.plusMonths(1)) {
      operator.close(month);
    }
    // The server's clock dates a closing.
    studio.execute("update extrato.versoes set criada_em = '2025-10-05T12:00:00Z'");
    try (Browser browser = Browser.start(home.resolve("chromium"))) {
      draw(browser, "statement.png", 1080, 1330);
      draw(browser, "statement-phone.png", 390, 1500);
    }
    try (PDDocument paper = Loader.loadPDF(written("pdf").toFile())) {
      Path file = Path.of(PICTURES, "statement-paper.png");
      var sheet = new PDFRenderer(paper).renderImageWithDPI(0, PAPER_DPI);
      assertThat(ImageIO.write(sheet, "png", file.toFile())).isTrue();
    }
  }

  private void draw(Browser browser, String name, int width, int height) throws IOException {
    browser.tell(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
    browser.tell("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    browser.open(written("html").toUri().toString());
    String picture = browser.tell("Page.captureScreenshot", Map.of()).path("data").asText();
    assertThat(picture).isNotEmpty();
    Files.write(Path.of(PICTURES, name), Base64.getDecoder().decode(picture));
  }
}
