package extrato.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as people type them. */
class MoneyTypedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          150           | 15000
          150,00        | 15000
          150,5         | 15050
          150.00        | 15000
          1.234,56      | 123456
          1.234.567     | 123456700
          1.234.567,8   | 123456780
          R$ 12,50      | 1250
          0,01          | 1
          1234          | 123400
          """)
  void amount_isRead(String text, long cents) {
    assertThat(Money.typed(text).cents()).isEqualTo(cents);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.234", "1,234", "12.345", "999,999"})
  void amount_thatCanBeReadInTwoWays_isRefused(String text) {
    assertThatThrownBy(() -> Money.typed(text)).hasMessageContaining("can be read in two ways");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "1e3", "1,234.56", "1.23.456", "12,345,678", "1,2,3", "abc", "NaN", "١"})
  void text_thatIsNoAmount_isRefused(String text) {
    assertThatThrownBy(() -> Money.typed(text)).hasMessageContaining("is not an amount");
  }
}
