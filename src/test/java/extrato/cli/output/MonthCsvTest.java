package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonthCsvTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+55 11 9999", "-2+3", "@SUM(A1)", "\t=1", "\n=1", "＝1+1"})
  void text_thatASpreadsheetWouldCompute_staysText(String written) {
    assertThat(MonthCsv.text(written)).isEqualTo("'" + written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Ana", "1+1", "a=b", "'tis", "{\"a\": 1}"})
  void text_thatIsText_isLeftAlone(String written) {
    assertThat(MonthCsv.text(written)).isEqualTo(written);
  }

  @Test
  void text_ordersForTheTerminal_areSpelledOut() {
    assertThat(MonthCsv.text("a\u001b[31mb\r=1")).isEqualTo("a\\u001b[31mb\\u000d=1");
    assertThat(MonthCsv.text("\r=1")).isEqualTo("'\\u000d=1");
  }

  @Test
  void text_lineBreaksOfWindows_areLineBreaks() {
    assertThat(MonthCsv.text("duas\r\nlinhas")).isEqualTo("duas\nlinhas");
  }
}
