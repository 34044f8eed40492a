package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TotalsTest {
  @Test
  void add_addsUpPerKey() {
    Totals totals = new Totals();
    totals.add(Dimension.TABELA, "gastos", new Sum(1, new Money(10)));
    totals.add(Dimension.TABELA, "gastos", new Sum(1, new Money(-30)));
    totals.add(Dimension.TABELA, "pagamentos", new Sum(2, new Money(5)));

    assertThat(totals.of(Tabela.GASTOS)).isEqualTo(new Sum(2, new Money(-20)));
    assertThat(totals.of(Tabela.SESSOES)).isEqualTo(new Sum(0, Money.ZERO));
    assertThat(totals.records()).isEqualTo(4);
  }

  @Test
  void withArtists_makesTwoOfOneNameOne_andTouchesNothingElse() {
    Totals totals = new Totals();
    totals.add(Dimension.RECEITA_POR_ARTISTA, "1", new Sum(1, new Money(10)));
    totals.add(Dimension.RECEITA_POR_ARTISTA, "2", new Sum(1, new Money(20)));
    totals.add(Dimension.RECEITA_POR_FORMA, "1", new Sum(2, new Money(30)));

    Totals named = totals.withArtists(id -> "Ana");

    assertThat(named.by(Dimension.RECEITA_POR_ARTISTA))
        .isEqualTo(Map.of("Ana", new Sum(2, new Money(30))));
    assertThat(named.by(Dimension.RECEITA_POR_FORMA)).containsOnlyKeys("1");
  }

  @Test
  void differencesTo_anEqualAccount_areNone() {
    assertThat(full().differencesTo(full(), "archive")).isEmpty();
    assertThat(full()).isEqualTo(full()).hasSameHashCodeAs(full());
  }

  @ParameterizedTest
  @EnumSource
  void differencesTo_anAccountThatIsOneCentOff_namesItOfEveryKind(Dimension dimension) {
    Totals other = full();
    other.add(dimension, "x", new Sum(0, new Money(1)));

    assertThat(full().differencesTo(other, "archive"))
        .extracting(Wording::forTerminal)
        .containsExactly(dimension + " x: 0.10 in 1 record, in the archive 0.11 in 1 record");
    assertThat(full()).isNotEqualTo(other).doesNotHaveSameHashCodeAs(other);
  }

  @ParameterizedTest
  @EnumSource
  void differencesTo_anAccountWithARecordMore_namesIt_alsoWhenItIsWorthNothing(
      Dimension dimension) {
    Totals other = full();
    other.add(dimension, "y", new Sum(1, Money.ZERO));

    List<Wording> here = full().differencesTo(other, "statement");
    List<Wording> there = other.differencesTo(full(), "archive");

    assertThat(here).singleElement().asString().contains(dimension.toString(), "y: 0.00 in 0");
    assertThat(there).singleElement().asString().contains(dimension.toString(), "y: 0.00 in 1");
  }

  /** What people type as a form or a category may hold a name, and artists have one. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TABELA")
  void differencesTo_ofAKeyThatIsNoNumber_areForTheTerminalAlone(Dimension dimension) {
    Totals other = full();
    other.add(dimension, "Severina", Sum.NONE.plus(new Sum(1, new Money(1))));

    Wording difference = full().differencesTo(other, "archive").get(0);

    assertThat(difference.text()).contains(dimension.toString()).doesNotContain("Severina");
    assertThat(difference.forTerminal()).contains("Severina");
  }

  /** One cent that went to another key adds up to the same. */
  @Test
  void differencesTo_anAccountOfTheSameSum_namesBothKeys() {
    Totals other = new Totals();
    Arrays.stream(Dimension.values()).forEach(d -> other.add(d, "z", new Sum(1, new Money(10))));

    assertThat(full().differencesTo(other, "archive")).hasSize(2 * Dimension.values().length);
  }

  @Test
  void plus_addsWhatBothHave_andKeepsWhatOneHas() {
    Totals one = new Totals();
    one.add(Dimension.TABELA, "gastos", new Sum(1, new Money(10)));
    Totals other = new Totals();
    other.add(Dimension.TABELA, "gastos", new Sum(2, new Money(5)));
    other.add(Dimension.GASTOS_POR_FORMA, "Pix", new Sum(1, new Money(1)));

    Totals both = one.plus(other);

    assertThat(both.of(Tabela.GASTOS)).isEqualTo(new Sum(3, new Money(15)));
    assertThat(both.by(Dimension.GASTOS_POR_FORMA))
        .isEqualTo(Map.of("Pix", new Sum(1, new Money(1))));
    assertThat(one.of(Tabela.GASTOS)).isEqualTo(new Sum(1, new Money(10)));
  }

  @ParameterizedTest
  @EnumSource
  void dimension_ofItsWords_isIt(Dimension dimension) {
    assertThat(Dimension.of(dimension.toString())).isEqualTo(dimension);
    assertThat(dimension.toString()).isNotBlank();
    assertThatThrownBy(() -> Dimension.of("x")).isInstanceOf(IllegalArgumentException.class);
  }

  private static Totals full() {
    Totals totals = new Totals();
    for (Dimension dimension : Dimension.values()) {
      totals.add(dimension, "x", new Sum(1, new Money(10)));
    }
    return totals;
  }
}
