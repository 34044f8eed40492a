package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarmlessTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "Ação, \"aspas\"; R$ 1.234,56", "coração 🐉", "日本", "✓ a — b …"})
  void of_words_isTheSame(String text) {
    assertThat(HarmlessText.of(text)).isEqualTo(text);
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
  void of_whatSteersATerminal_isItsNumber(String codePoint, String shown) {
    String text = Character.toString(Integer.parseInt(codePoint, 16));

    assertThat(HarmlessText.of("a" + text + "b")).isEqualTo("a" + shown + "b");
  }

  @Test
  void of_anEscapeSequence_leavesItHarmless() {
    assertThat(HarmlessText.of("\u001b[31mvermelho\u001b[0m\r\nextrato: feito"))
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

    assertThat(harmless).isEqualTo(HarmlessText.of(harmless));
    assertThat(json.readValue(harmless, String.class)).isEqualTo(text);
  }
}
