package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Ação, \"aspas\"; R$ 1.234,56", "coração 🐉", "日本", "✓ a — b …"})
  void printable_ofWords_isTheSame(String text) {
    assertThat(Console.printable(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "001b|\\u001b", "0007|\\u0007", "000a|\\u000a", "000d|\\u000d", "0009|\\u0009",
        "007f|\\u007f", "0085|\\u0085", "009b|\\u009b", "200f|\\u200f", "202e|\\u202e",
        "2066|\\u2066", "feff|\\ufeff", "2028|\\u2028", "2029|\\u2029", "e0041|\\u{e0041}",
        "d800|\\ud800"
      })
  void printable_ofWhatSteersATerminal_isItsNumber(String codePoint, String shown) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(Console.printable("a" + text + "b")).isEqualTo("a" + shown + "b");
  }

  @Test
  void printable_ofAnEscapeSequence_leavesItHarmless() {
    assertThat(Console.printable("\u001b[31mvermelho\u001b[0m\r\nextrato: feito"))
        .isEqualTo("\\u001b[31mvermelho\\u001b[0m\\u000d\\u000aextrato: feito");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u009b2J", "\u202Ediz\u2066", "a\u200Fb", "\uFEFF", "\uDB40\uDC41", "Ação 🐉"})
  void harmless_ofJson_isTheSameJsonWithoutWhatSteersATerminal(String text) throws Exception {
    ObjectMapper json = new ObjectMapper();

    StringWriter written = new StringWriter();
    try (Writer out = new HarmlessJson(written)) {
      for (char unit : json.writeValueAsString(text).toCharArray()) {
        out.write(unit);
      }
    }
    String harmless = written.toString();

    assertThat(harmless).isEqualTo(Console.printable(harmless));
    assertThat(json.readValue(harmless, String.class)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.00|R$ 0,00",
        "1234.56|R$ 1.234,56",
        "-50.00|R$ -50,00",
        "99999999.99|R$ 99.999.999,99",
        "NaN|NaN"
      })
  void reais_areWrittenAsTheStudioDoes(String amount, String written) {
    assertThat(Console.reais(amount)).isEqualTo(written);
  }
}
