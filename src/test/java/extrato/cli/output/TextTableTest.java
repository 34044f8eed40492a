package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private final TextTable table = new TextTable().text("nome").word("quando").number("valor");

  @Test
  void lines_columns_standUnderEachOther_numbersToTheRight() {
    table.row(List.of("Ana", "01/09/25", "R$ 1.234,56"));
    table.row(List.of("Zé João", "30/09/25", "R$ -0,50"));

    assertThat(table.lines(80))
        .containsExactly(
            "nome     quando          valor",
            "Ana      01/09/25  R$ 1.234,56",
            "Zé João  30/09/25     R$ -0,50");
  }

  @Test
  void lines_tooWide_narrowTheGapsBeforeAnythingIsCut() {
    table.row(List.of("Zé João", "30/09/25", "R$ 1.234,56"));

    assertThat(table.lines(28))
        .containsExactly("nome    quando         valor", "Zé João 30/09/25 R$ 1.234,56");
  }

  @Test
  void lines_stillTooWide_cutTextsAndNothingElse() {
    table.row(List.of("Maria Antônia da Conceição", "30/09/25", "R$ 1.234,56"));

    assertThat(table.lines(30))
        .containsExactly("nome      quando         valor", "Maria An… 30/09/25 R$ 1.234,56");
  }

  @Test
  void lines_noRoomAtAll_keepNumbersWholeAndAFewLettersOfTheText() {
    table.row(List.of("Maria Antônia", "30/09/25", "R$ 99.999.999,99"));

    assertThat(table.lines(10)).last().isEqualTo("Mari… 30/09/25 R$ 99.999.999,99");
  }

  @Test
  void lines_twoLongTexts_shareTheLoss() {
    TextTable two = new TextTable().text("a").text("b");
    two.row(List.of("x".repeat(60), "y".repeat(60)));

    String line = two.lines(41).get(1);
    assertThat(TextWidth.of(line)).isEqualTo(41);
    assertThat(line).contains("x".repeat(18) + "…", "y".repeat(18) + "…");
  }

  @Test
  void lines_columnThatIsEmptyEverywhere_isLeftOut() {
    table.row(List.of("Ana", "", "1"));

    assertThat(table.lines(80)).containsExactly("nome  valor", "Ana       1");
  }

  @Test
  void lines_withoutHeadings_haveNoHeadingLine() {
    TextTable bare = new TextTable().word("").number("");
    bare.row(List.of("saldo", "1"));

    assertThat(bare.lines(80)).containsExactly("saldo  1");
  }

  @Test
  void row_ordersForTheTerminal_areSpelledOut_andLineBreaksAreSpaces() {
    TextTable one = new TextTable().text("obs.");
    one.row(List.of("a\u001b[31mb\u202ec"));
    one.row(List.of("duas\r\nlinhas\te mais"));

    assertThat(one.lines(80))
        .containsExactly("obs.", "a\\u001b[31mb\\u202ec", "duas linhas e mais");
  }

  @Test
  void row_null_isEmpty() {
    table.row(Arrays.asList("Ana", null, "1"));

    assertThat(table.lines(80)).last().isEqualTo("Ana       1");
  }

  @Test
  void row_ofAnotherLength_isRefused() {
    assertThatThrownBy(() -> table.row(List.of("Ana")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
