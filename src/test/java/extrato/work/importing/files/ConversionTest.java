package extrato.work.importing.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they come from people and programs, and what they must become or be refused for. */
class ConversionTest {
  @TempDir Path home;

  private Converted gastos(String text) {
    return Converted.of(home, ImportTable.GASTOS, text);
  }

  private Converted amount(String amount, String... others) {
    StringBuilder text = new StringBuilder("valor;descricao\n").append(amount).append(";x\n");
    for (String other : others) {
      text.append(other).append(";y\n");
    }
    return gastos(text.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "150|150.00", "150,5|150.50", "1.234,56|1234.56", "1,234.56|1234.56", "R$ 12,50|12.50",
        "-R$ 12,50|-12.50", "R$ -12,50|-12.50", "-0|0.00", "007,10|7.10", "1.234.567|1234567.00",
        "99999999.99|99999999.99", "0.10|0.10", "0,100.5|" // a group never begins with 0
      })
  void amount_asPeopleWriteIt_isExact(String written, String stored) {
    Converted converted = amount(written);
    if (stored == null) {
      assertThat(converted.rejects()).isNotEmpty();
    } else {
      assertThat(converted.sound().lines()).containsExactly(stored + "|x");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "infinity",
        "1e400",
        "1e2",
        "0x10",
        "1.005,5.5",
        "0.001",
        "12,345,6",
        "1.23.456,00",
        ",50",
        "50,",
        "--5",
        "1 000",
        "=SUM(A1)",
        "100000000.00",
        "١٢",
        "1_000",
        "+5",
        "$5",
        "5%"
      })
  void amount_thatIsNone_isRefused(String written) {
    Converted converted = amount(written);
    assertThat(converted.lines()).isEmpty();
    assertThat(converted.rejects()).singleElement().asString().contains("line 2");
  }

  @Test
  void amount_thatMayBeThousands_isAskedAbout() {
    assertThat(amount("1.234", "5").rejects())
        .singleElement()
        .asString()
        .contains("file line 2, valor", "--decimal comma or --decimal point");
  }

  @Test
  void amount_thatMayBeThousands_isToldByTheOthers() {
    assertThat(amount("1.234", "5,50").sound().lines()).containsExactly("1234.00|x", "5.50|y");
    assertThat(amount("1,234", "5.50").sound().lines()).containsExactly("1234.00|x", "5.50|y");
    assertThat(amount("1.234", "5.50").rejects())
        .singleElement()
        .asString()
        .contains("more than 2 decimals");
  }

  @Test
  void amounts_inBothWays_areRefused() {
    assertThat(amount("5,50", "5.50").rejects())
        .singleElement()
        .asString()
        .contains("line 3", "in line 2");
  }

  @Test
  void said_decimalsAndDays_decide() {
    Options options =
        new Options(Map.of(), Decimals.COMMA, DayOrder.MDY, ZoneId.of("America/Sao_Paulo"));
    assertThat(
            Converted.of(
                    home,
                    ImportTable.GASTOS,
                    "valor;data\n1.234;01/02/2025\n".getBytes(StandardCharsets.UTF_8),
                    options)
                .sound()
                .lines())
        .containsExactly("1234.00|2025-01-02");
  }

  private Converted days(String... days) {
    return gastos("data\n" + String.join("\n", days) + "\n");
  }

  @Test
  void days_areToldByTheWholeFile() {
    assertThat(days("01/02/2025", "13/02/2025").sound().lines())
        .containsExactly("2025-02-01", "2025-02-13");
    assertThat(days("01/02/2025", "02/13/2025").sound().lines())
        .containsExactly("2025-01-02", "2025-02-13");
    assertThat(days("01/02/2025").rejects()).singleElement().asString().contains("--dates");
    assertThat(days("05/05/2025", "2025-09-30").sound().lines())
        .containsExactly("2025-05-05", "2025-09-30");
    assertThat(days("13/02/2025", "02/13/2025").rejects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-02-31",
        "31/02/2025",
        "today",
        "infinity",
        "epoch",
        "2025-9-1",
        "01/13/25",
        "20250930",
        "0225-09-30",
        "2101-01-01",
        "2025-09-30 10:00",
        "13/13/2025",
        "2025-09-30x",
        "30-09/2025"
      })
  void day_thatIsNone_isRefused(String day) {
    assertThat(days(day).lines()).isEmpty();
    assertThat(days(day).rejects()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-09-30 14:05:00+00, 2025-09-30 14:05:00+00",
    "2025-09-30T14:05:00.120Z, 2025-09-30 14:05:00.12+00",
    "2025-09-30 14:05:00.120000+00, 2025-09-30 14:05:00.12+00",
    "2025-09-30 14:05:00.000001+00, 2025-09-30 14:05:00.000001+00",
    "2025-09-30 14:05, 2025-09-30 17:05:00+00",
    "30/09/2025 23:05:01, 2025-10-01 02:05:01+00",
    "2025-09-30 14:05:00-0330, 2025-09-30 17:35:00+00"
  })
  void moment_withAndWithoutZone_isOneInUtc(String written, String stored) {
    assertThat(gastos("created_at\n" + written + "\n").sound().lines()).containsExactly(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-09-30",
        "now",
        "2025-09-30 24:00:00",
        "2025-09-30 14:05:60",
        "2025-09-30 14:05:00+99",
        "2018-11-04 00:30:00",
        "2018-02-17 23:30:00",
        "2025-09-30 14:05:00.1234567"
      })
  void moment_thatIsNone_isRefused(String written) {
    assertThat(gastos("created_at\n" + written + "\n").rejects()).hasSize(1);
  }

  @Test
  void text_isKeptAsItIs() {
    String text = "a\\b\tc";
    assertThat(gastos("valor,descricao\n1,\"" + text + "\nd\"\"e \"\n1,\n1,\"\"\n").sound().lines())
        .containsExactly("1.00|a\\\\b\\tc\\nd\"e ", "1.00|\\N", "1.00|");
  }

  @Test
  void text_thatIsTooLong_isRefused() {
    assertThat(gastos("forma_pagamento\n" + "é".repeat(50) + "\n").sound().lines()).hasSize(1);
    assertThat(gastos("forma_pagamento\n" + "é".repeat(51) + "\n").rejects())
        .singleElement()
        .asString()
        .contains("longer than 50 letters");
  }

  @Test
  void latin1_isRefusedByItsLine() {
    byte[] bytes = "descricao\nok\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Converted.of(home, ImportTable.GASTOS, bytes, Converted.NOTHING_SAID).rejects())
        .containsExactly("file line 3, descricao: it is not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "[",
        "[1]",
        "[{\"valor\":1},]",
        "[{\"valor\":1}] x",
        "{\"valor\":1",
        "{\"valor\":1}{}",
        "[{\"valor\":1,\"valor\":2}]",
        "[{\"valor\":[1]}]",
        "[{\"descricao\":\"\\u0000\"}]",
        "[{\"descricao\":\"\\ud800\"}]",
        "{\"descricao\":5}",
        "{\"valor\":true}",
        "{\"valor\":1.005}",
        "{\"valor\":1e2}",
        "valor,valor\n1,1\n",
        "valor,\n1,1\n",
        "valor\n\"1\n",
        "valor\n1\"2\n",
        "valor\n\"1\"2\n",
        "valor,data\n1\n",
        "valor\r1\r",
        "id\n1.0\n",
        "id\n01\n",
        "id\n2147483648\n",
        "PK\u0003\u0004",
        "valor,data;id\n1,2;3\n",
        "valr\n1\n",
        "id,ID\n1,2\n"
      })
  void file_withOneThingBroken_isRefused(String text) {
    assertThat(gastos(text).rejects()).singleElement().asString().startsWith("file");
  }

  @Test
  void nesting_withoutEnd_isRefused() {
    assertThat(gastos("[{\"valor\":" + "[".repeat(100_000)).rejects())
        .singleElement()
        .asString()
        .contains("nested too deeply");
    assertThat(gastos("{\"valor\":" + "{\"a\":".repeat(100_000)).rejects()).hasSize(1);
  }

  @Test
  void everythingThatIsWrong_isNamedAtOnce() {
    assertThat(
            gastos("valor,data\n1,2025-09-01\nx,2025-09-31\n2,2025-09-02,9\n3,2025-09-03\n")
                .rejects())
        .containsExactly(
            "file line 3, valor: it is not a number",
            "file line 3, data: there is no such day",
            "file line 4: it has 3 fields, the header has 2");
  }

  @Test
  void json_withFieldsInAnyOrder_fillsTheirColumns() {
    List<String> expected = List.of("1.50|a", "2.00|\\N", "\\N|\\N", "3.00|ç");
    assertThat(
            gastos(
                    "[{\"valor\":1.5,\"descricao\":\"a\"},{\"valor\":\"2,00\"},{},\n"
                        + "{\"descricao\":\"\\u00e7\",\"valor\":3}]")
                .sound()
                .lines())
        .isEqualTo(expected);
    assertThat(
            gastos(
                    "{\"valor\":1.5,\"descricao\":\"a\"}\r\n\n{\"valor\":\"2,00\"}\n{}\n"
                        + "{\"descricao\":\"\\u00e7\",\"valor\":3}")
                .sound()
                .lines())
        .isEqualTo(expected);
  }

  @Test
  void names_asPeopleWriteThem_findTheirColumns() {
    assertThat(gastos("\uFEFFDescrição;Forma Pagamento;VALOR\r\nTinta;Pix;1,5\r\n").sound().lines())
        .containsExactly("Tinta|Pix|1.50");
    assertThat(gastos("descrcao\nx\n").rejects())
        .singleElement()
        .asString()
        .contains("did you mean descricao?");
  }

  @Test
  void map_thatNamesNothing_isRefused() {
    Options options =
        new Options(Map.of("Preço", "valor", "Custo", "valor"), null, null, ZoneId.of("UTC"));
    assertThat(
            Converted.of(
                    home,
                    ImportTable.GASTOS,
                    "Preço\n5\n".getBytes(StandardCharsets.UTF_8),
                    options)
                .rejects())
        .singleElement()
        .asString()
        .contains("--map names a column Custo");
  }

  @Test
  void backup_hasTheTableInItsFirstColumn() {
    assertThat(
            Converted.of(
                    home, null, "type,id,valor,status\npagamento,1,5.00,\nsessao,2,6.00,active\n")
                .sound()
                .lines())
        .containsExactly("1|5.00", "2|6.00|active");
    assertThat(
            Converted.of(home, null, "type,id,status\npagamento,1,active\nbanana,1,\n").rejects())
        .hasSize(2);
    assertThat(Converted.of(home, null, "id,valor\n1,5.00\n").rejects()).hasSize(1);
  }

  @Test
  void gz_isUnpacked_andRefusedWhereItEndsTooEarly() throws IOException {
    byte[] packed = gz("valor\n1\n".repeat(1).getBytes(StandardCharsets.UTF_8));
    assertThat(
            Converted.of(home, ImportTable.GASTOS, packed, Converted.NOTHING_SAID).sound().lines())
        .containsExactly("1.00");
    byte[] cut = Arrays.copyOf(packed, packed.length - 6);
    assertThatThrownBy(() -> Converted.of(home, ImportTable.GASTOS, cut, Converted.NOTHING_SAID))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void gz_thatUnpacksWithoutEnd_isRefused() throws IOException {
    byte[] bomb = gz(new byte[64 << 20]);
    assertThatThrownBy(
            () ->
                Converted.of(
                    home,
                    ImportTable.GASTOS,
                    gz(("valor\n" + " ".repeat(64 << 20)).getBytes(StandardCharsets.UTF_8)),
                    Converted.NOTHING_SAID))
        .hasMessageContaining("200 times");
    assertThat(Converted.of(home, ImportTable.GASTOS, bomb, Converted.NOTHING_SAID).rejects())
        .hasSize(1);
  }

  @Test
  void file_thatChangesBetweenThePasses_isRefused() throws IOException {
    Path file = Files.writeString(home.resolve("gastos.csv"), "valor\n1\n");
    Conversion conversion =
        new Conversion(
            new SourceFile(file, "gastos.csv", Optional.of(ImportTable.GASTOS)),
            0,
            KnownTables.all(),
            Converted.NOTHING_SAID,
            new Rejects());
    assertThat(conversion.survey(count -> {})).isTrue();
    Files.writeString(file, "valor\n2\n");

    assertThatThrownBy(() -> conversion.convert(Converted.NOWHERE, count -> {}))
        .hasMessageContaining("changed while it was read");
  }

  @Test
  void record_withoutEnd_isRefused() {
    String endless = "x".repeat(3 << 20);
    assertThat(gastos("valor,descricao\n1," + endless + "\n2,y\n").lines())
        .containsExactly("2.00|y");
    assertThat(gastos("descricao\n\"" + endless + "\"\n").rejects()).hasSize(1);
    assertThat(gastos("{\"descricao\":\"" + endless + "\"}\n{\"descricao\":\"y\"}\n").lines())
        .containsExactly("y");
  }

  private static byte[] gz(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      gz.write(bytes);
    }
    return out.toByteArray();
  }
}
