package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.ReadPage;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The programs that people open statements with, where they are installed. */
@ExtendWith(StudioExtension.class)
class StatementReadersIT {
  private static final Pattern CELL = Pattern.compile("<td class=\"n\">(-?R\\$ [0-9.,]+)</td>");
  private static final int PATIENCE = 120;

  @TempDir Path home;

  private final MonthOfBooks expected = AwkwardMonth.expected();
  private Operator operator;

  @BeforeEach
  void close(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator = Operator.of(studio, home);
    operator.closeSeptember();
  }

  private Path write(String format) {
    Path file = home.resolve("setembro." + format);
    operator.succeed("show", "--" + format, file.toString());
    return file;
  }

  @Test
  void chromium_findsTheAmountsThatWereWritten() throws Exception {
    Path chromium = Path.of("/usr/bin/chromium");
    assumeThat(chromium).as("Chromium, which Debian's package chromium brings").exists();
    Path page = write("html");

    String dom =
        run(
            chromium.toString(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--user-data-dir=" + home.resolve("chromium"),
            "--dump-dom",
            page.toUri().toString());

    List<String> written = amounts(Files.readString(page));
    assertThat(amounts(dom)).isEqualTo(written).hasSizeGreaterThan(100);
    assertThat(ReadPage.of(Files.readString(page)).sum("Pagamentos", "Valor"))
        .isEqualByComparingTo(expected.receita());
  }

  private static List<String> amounts(String html) {
    return CELL.matcher(html).results().map(found -> found.group(1)).toList();
  }

  /** It works every formula out by itself. */
  @Test
  @Tag("slow")
  void libreOffice_addsUpToTheCent() throws Exception {
    Path office = Path.of("/usr/bin/soffice");
    assumeThat(office).as("LibreOffice, which Debian's libreoffice-calc-nogui brings").exists();
    Path sheets = home.resolve("csv");

    String said =
        run(
            office.toString(),
            "--headless",
            "-env:UserInstallation=" + home.resolve("office").toUri(),
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
            "--outdir",
            sheets.toString(),
            write("xlsx").toString());

    assertThat(said.toLowerCase(Locale.ROOT)).doesNotContain("error", "corrupt");
    assertThat(column(sheets, "Pagamentos", "Valor")).isEqualByComparingTo(expected.receita());
    assertThat(column(sheets, "Comissões", "Valor"))
        .isEqualByComparingTo(expected.totalComissoes());
    assertThat(column(sheets, "Despesas", "Valor")).isEqualByComparingTo(expected.despesas());
    String summary = Files.readString(sheet(sheets, "Resumo"));
    assertThat(summary)
        .contains("Receita,\"" + plain(expected.receita()) + "\"")
        .contains("Saldo,\"" + plain(expected.saldo()) + "\"")
        .contains("Receita líquida,\"" + plain(expected.receitaLiquida()) + "\"");
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private static Path sheet(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-" + name + ".csv"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** What the lines add up to; the last one, which LibreOffice computed, must say the same. */
  private static BigDecimal column(Path folder, String name, String heading) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(Files.readString(sheet(folder, name)), format)) {
      List<CSVRecord> lines = parser.getRecords();
      BigDecimal sum =
          lines.subList(0, lines.size() - 1).stream()
              .map(line -> new BigDecimal(line.get(heading)))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat(new BigDecimal(lines.get(lines.size() - 1).get(heading)))
          .isEqualByComparingTo(sum);
      return sum;
    }
  }

  private String run(String... command) throws InterruptedException {
    try {
      Path out = Files.createTempFile(home, "reader", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(out.toFile())
              .start();
      assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
