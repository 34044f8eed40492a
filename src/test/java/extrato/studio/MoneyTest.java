package extrato.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "0.00, 0",
    "0.01, 1",
    "-0.01, -1",
    "250.00, 25000",
    "1234.5, 123450",
    "7, 700",
    "-7, -700",
    "99999999.99, 9999999999",
    "-0.00, 0",
    "9999999999999.99, 999999999999999"
  })
  void cents_ofWhatPostgresPrints_areExact(String text, long cents) {
    assertThat(cents(text)).isEqualTo(cents);
  }

  @Property
  void cents_ofAnyAmount_areThoseThatItPrints(
      @ForAll @LongRange(min = -Long.MAX_VALUE) long cents) {
    assertThat(cents(new Money(cents).toString())).isEqualTo(cents);
  }

  @Test
  void cents_ofPartOfALine_lookAtNothingElse() {
    byte[] line = "9,12.34,9".getBytes(StandardCharsets.US_ASCII);

    assertThat(Money.cents(line, 2, 5)).isEqualTo(1234);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.001",
        "1e3",
        "NaN",
        "Infinity",
        "1,00",
        " 1",
        "1.0.0",
        "1..0",
        "R$ 1",
        "--1",
        "0x1"
      })
  void cents_ofWhatIsNoAmount_fail(String text) {
    assertThatThrownBy(() -> cents(text)).isInstanceOf(NumberFormatException.class);
  }

  /** As a sum in SQL takes a field without an amount; there may be no byte to look at. */
  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void cents_ofNoText_areNone(int length) {
    assertThat(Money.cents(new byte[0], 0, length)).isZero();
  }

  @Test
  void cents_ofMoreThanALongHolds_fail() {
    assertThatThrownBy(() -> cents("99999999999999999999.00"))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void isNaN_isOnlyThat() {
    byte[] text = "xNaNx".getBytes(StandardCharsets.US_ASCII);

    assertThat(Money.isNaN(text, 1, 3)).isTrue();
    assertThat(Money.isNaN(text, 0, 3)).isFalse();
    assertThat(Money.isNaN(text, 1, 4)).isFalse();
  }

  /** Ten times ten cents are one, which binary fractions deny. */
  @Test
  void plus_ofTenCents_tenTimes_isOne() {
    Money sum = Money.ZERO;
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(Money.of(new BigDecimal("0.10")));
    }

    assertThat(sum).hasToString("1.00").isEqualTo(Money.of(BigDecimal.ONE));
    assertThat(sum.minus(new Money(101))).hasToString("-0.01");
  }

  @Test
  void plus_beyondALong_failsRatherThanWraps() {
    Money most = new Money(Long.MAX_VALUE);

    assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void of_lessThanACent_fails() {
    assertThatThrownBy(() -> Money.of(new BigDecimal("0.001")))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void inText_takesAnAmountThatSomebodyCanMean_andNoOther() {
    String digits = "9".repeat(30);

    assertThat(Money.inText(" 12.50 ")).isEqualByComparingTo("12.50");
    assertThat(Money.inText(digits + ".99")).isEqualByComparingTo(digits + ".99");
    assertThat(Money.inText("0." + "1".repeat(1000))).isNotNull();
    assertThat(Money.inText(digits + "9")).isNull();
    assertThat(Money.inText("1e30")).isNull();
    assertThat(Money.inText("0." + "1".repeat(1001))).isNull();
    assertThat(Money.inText("NaN")).isNull();
  }

  @Test
  void reais_areWrittenAsInBrazil() {
    assertThat(new Money(123_456).reais()).isEqualTo("R$ 1.234,56");
  }

  private static long cents(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Money.cents(bytes, 0, bytes.length);
  }
}
