package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was held for clients at a month's end stands on the month's statement, and stays there. */
@ExtendWith(StudioExtension.class)
class DepositsOnStatementIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  @BeforeEach
  void closeNovember(StudioDatabase studio) {
    this.studio = studio;
    studio.execute(
        "insert into clients (id, name) values (1, 'Ana <b>'), (2, 'Bia'); insert into users (id,"
            + " name, role) values (1, 'Caio', 'artist'); insert into sessoes (id, data, valor,"
            + " cliente_id, artista_id) values (7, '2025-12-20', 500, 1, 1); insert into pagamentos"
            + " (data, valor, forma_pagamento, artista_id) values ('2025-11-03', 90, 'Pix', 1)");
    operator = Operator.inDecember(studio, home).at("2025-12-05T12:00:00Z");
    at("2025-10-31T20:00:00-03", "credit client:1 --amount 500 --key 1");
    at("2025-10-31T23:59:59-03", "hold client:1 --amount 100 --session 7 --key 2");
    at("2025-11-01T00:00:00-03", "hold client:1 --amount 50,50 --key 3");
    at("2025-11-10T10:00:00-03", "hold client:1 --amount 30 --expires 2025-12-24 --key 4");
    at("2025-11-11T10:00:00-03", "release 3 --to artist:1 --share 30% --no-records --key 5");
    at("2025-11-12T10:00:00-03", "refund 2 --amount 40 --key 6");
    at("2025-11-13T10:00:00-03", "refund 2 --amount 5 --key 7");
    at("2025-11-14T10:00:00-03", "reverse 7 --key 8");
    at("2025-12-01T00:00:00-03", "refund 4 --key 9");
    operator.succeed("monthly", "--month", "2025-11");
  }

  /** Posts, and lets it be that moment's: the server's clock dates what is posted. */
  private void at(String moment, String line) {
    operator.succeed(
        Stream.concat(Stream.of("wallet"), Stream.of(line.split(" ", -1))).toArray(String[]::new));
    studio.execute(
        "alter table extrato.transferencias disable trigger all; update extrato.transferencias set"
            + " quando = '"
            + moment
            + "' where id = (select max(id) from extrato.transferencias); alter table"
            + " extrato.transferencias enable always trigger nada_muda; alter table"
            + " extrato.transferencias enable always trigger nada_some");
  }

  private String show(String... options) {
    return operator
        .succeed(
            Stream.concat(Stream.of("show", "--month", "2025-11"), Stream.of(options))
                .toArray(String[]::new))
        .out();
  }

  @Test
  void terminalAndJson_tellWhatTheMonthBrought_andWhatWasOpenAtItsEnd() {
    assertThat(show().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
        .contains(
            "guardado no mês R$ 80,50",
            "liberado R$ 50,50",
            "devolvido R$ 40,00",
            "em aberto no fim R$ 90,00",
            "2 Ana <b> 7 31/10/2025 R$ 60,00",
            "4 Ana <b> 10/11/2025 25/12/2025 R$ 30,00");
    assertThat(show("--json"))
        .contains("\"guardado\":\"80.50\"", "\"em_aberto\":\"90.00\"", "\"vence\":\"2025-12-25\"");
  }

  @Test
  void page_spreadsheetAndPaper_haveThem() throws IOException {
    Path page = home.resolve("a.html");
    Path sheets = home.resolve("a.xlsx");
    Path paper = home.resolve("a.pdf");
    show("--html", page.toString(), "--xlsx", sheets.toString(), "--pdf", paper.toString());

    assertThat(Files.readString(page))
        .contains("Sinais guardados", "Ana &lt;b&gt;", "R$ 60,00", "R$ 90,00")
        .doesNotContain("<b>");
    assertThat(rows(sheets, "Sinais em aberto no fim do mês"))
        .contains("2.0|Ana <b>|7.0|45961.0|null|60.0", "Total|null|null|null|null|90.0");
    assertThat(paper).isNotEmptyFile();
  }

  private static List<String> rows(Path file, String name) throws IOException {
    List<String> rows = new ArrayList<>();
    try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(file))) {
      XSSFSheet sheet = workbook.getSheet(name);
      sheet.forEach(
          row -> {
            List<String> cells = new ArrayList<>();
            for (int at = 0; at < 6; at++) {
              var cell = row.getCell(at);
              cells.add(
                  cell == null
                      ? "null"
                      : switch (cell.getCellType()) {
                        case STRING -> cell.getStringCellValue();
                        case BLANK -> "null";
                        default -> String.valueOf(cell.getNumericCellValue());
                      });
            }
            rows.add(String.join("|", cells));
          });
    }
    return rows;
  }

  @Test
  void whatIsDoneLater_changesNothingOnIt() {
    String before = show();

    operator.succeed("wallet", "refund", "2", "--key", "later");
    studio.execute("update clients set name = 'Outra'");

    assertThat(show()).isEqualTo(before);
  }
}
