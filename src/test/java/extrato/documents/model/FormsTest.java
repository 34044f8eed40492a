package extrato.documents.model;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {
  private static final Forms PORTUGUESE = new Forms(Messages.in(Language.PORTUGUESE));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0",
        "-250.5 | -250,5 | -250.5",
        "12500 | 12,5 mil | 12.5 k",
        "-4000000 | -4 mi | -4 m",
        "30000000000 | 30 bi | 30 bn"
      })
  void brief_fitsBesideAChart(BigDecimal amount, String portuguese, String english) {
    assertThat(PORTUGUESE.brief(amount).replace('\u00a0', ' ')).isEqualTo(portuguese);
    assertThat(new Forms(Messages.in(Language.ENGLISH)).brief(amount).replace('\u00a0', ' '))
        .isEqualTo(english);
  }

  @Test
  void shares_ofNothingOrLess_sayNothing() {
    assertThat(Share.percent(new BigDecimal("5"), new BigDecimal("40"))).isEqualTo("12.5");
    assertThat(Share.percent(new BigDecimal("5"), BigDecimal.ZERO)).isNull();
    assertThat(Share.percent(new BigDecimal("600"), new BigDecimal("-400"))).isNull();
    assertThat(Share.change(new BigDecimal("400"), new BigDecimal("500"))).isEqualTo("25.0");
    assertThat(Share.change(new BigDecimal("-400"), new BigDecimal("500"))).isNull();
  }
}
