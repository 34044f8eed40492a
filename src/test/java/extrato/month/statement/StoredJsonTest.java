package extrato.month.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredJsonTest {
  @Test
  void read_textInsideAString_isTheSameAsTheValue() {
    JsonNode plain = StoredJson.read("[{\"id\": 1, \"valor\": 150.10}]");

    assertThat(StoredJson.read("\"[{\\\"id\\\": 1, \\\"valor\\\": 150.10}]\"")).isEqualTo(plain);
    assertThat(StoredJson.amount(plain.path(0).path("valor"))).isEqualByComparingTo("150.10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "nonsense", "\"{\"", "\"\""})
  void read_whatIsNoJson_isMissing(String column) {
    assertThat(StoredJson.read(column).isMissingNode()).isTrue();
  }

  @Test
  void read_nothing_isMissing() {
    assertThat(StoredJson.read(null).isMissingNode()).isTrue();
  }

  @Test
  void read_numbersThatOnlyPythonWrites_areNoAmounts() {
    JsonNode list = StoredJson.read("[NaN, Infinity, 1.5]");

    assertThat(list).hasSize(3);
    assertThat(StoredJson.amount(list.path(0))).isNull();
    assertThat(StoredJson.amount(list.path(1))).isNull();
    assertThat(StoredJson.amount(list.path(2))).isEqualByComparingTo("1.5");
  }

  @ParameterizedTest
  @CsvSource({"150,150", "150.10,150.1", "' 12.50 ',12.5", "-3,-3", "1e3,1000"})
  void amount_numberOrText_isExact(String written, String expected) {
    assertThat(StoredJson.amount(StoredJson.read("[\"" + written + "\"]").path(0)))
        .isEqualByComparingTo(expected);
    assertThat(StoredJson.amount(StoredJson.read("[" + written + "]").path(0)))
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"abc\"",
        "null",
        "true",
        "[]",
        "1e999999999",
        "1e-999999999",
        "\"1e99\""
      })
  void amount_whatIsNoMoney_isNull(String written) {
    assertThat(StoredJson.amount(StoredJson.read("[" + written + "]").path(0))).isNull();
  }

  @Test
  void same_numbersOfOneValue_areTheSame() {
    JsonNode one = StoredJson.read("{\"a\": 1.50, \"b\": [{\"c\": \"x\"}]}");

    assertThat(StoredJson.same(one, StoredJson.read("{\"b\": [{\"c\": \"x\"}], \"a\": 1.5}")))
        .isTrue();
    assertThat(StoredJson.same(one, StoredJson.read("{\"b\": [{\"c\": \"x\"}], \"a\": 1.51}")))
        .isFalse();
    assertThat(StoredJson.same(one, StoredJson.read("{\"a\": 1.50, \"b\": [{\"c\": \"y\"}]}")))
        .isFalse();
    assertThat(StoredJson.same(one, StoredJson.read("{\"a\": 1.50}"))).isFalse();
    assertThat(StoredJson.same(one, StoredJson.read("x"))).isFalse();
  }
}
