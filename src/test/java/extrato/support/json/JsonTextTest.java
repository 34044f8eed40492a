package extrato.support.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
  private static final Map<String, Object> VALUE = new LinkedHashMap<>();

  static {
    VALUE.put("texto", "Zé \"Traço\" \\ \n 💉 \u0001");
    VALUE.put("inteiro", 3_000_000_000L);
    VALUE.put("pequeno", 7);
    VALUE.put("valor", new BigDecimal("-1234.50"));
    VALUE.put("verdade", true);
    VALUE.put("nada", null);
    VALUE.put("lista", Arrays.asList("a", null, List.of(), Map.of()));
  }

  @Test
  void of_writesWhatAMapperWrites() throws IOException {
    assertThat(JsonText.of(VALUE)).isEqualTo(new ObjectMapper().writeValueAsString(VALUE));
  }

  @Test
  void indented_writesWhatAMapperWrites() throws IOException {
    assertThat(JsonText.indented(VALUE))
        .isEqualTo(
            new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(VALUE));
  }

  @Test
  void read_ofWhatWasWritten_isTheSame() throws IOException {
    Map<String, Object> expected = new LinkedHashMap<>(VALUE);
    expected.put("pequeno", 7L);

    assertThat(JsonText.read(JsonText.of(VALUE).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[1,", "{\"a\"}", "{\"a\": 1} 2", "1e", "[1}", "99999999999999999999"})
  void read_ofWhatIsNotOneValue_fails(String json) {
    assertThatThrownBy(() -> JsonText.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void of_anythingElse_isRefused() {
    assertThatThrownBy(() -> JsonText.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
