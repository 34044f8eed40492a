package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void of_accents_takesOneCellALetter_howeverTheyAreWritten() {
    assertThat(TextWidth.of("São")).isEqualTo(3);
    assertThat(TextWidth.of("Sa\u0303o")).isEqualTo(3);
  }

  @Test
  void of_picturesAndIdeographs_takesTwoCells() {
    assertThat(TextWidth.of("🐍")).isEqualTo(2);
    assertThat(TextWidth.of("龍x")).isEqualTo(3);
    assertThat(TextWidth.of("–…€")).isEqualTo(3);
  }

  @Test
  void cut_textThatFits_isLeftAlone() {
    assertThat(TextWidth.cut("José", 4)).isEqualTo("José");
  }

  @Test
  void cut_longText_fitsWithItsMark() {
    assertThat(TextWidth.cut("José Antônio", 6)).isEqualTo("José …");
    assertThat(TextWidth.cut("Jose\u0301 Anto\u0302nio", 6)).isEqualTo("Jose\u0301 …");
  }

  @Test
  void cut_betweenTheHalvesOfAPicture_leavesThePictureOut() {
    assertThat(TextWidth.cut("ab🐍🐍", 4)).isEqualTo("ab…");
    assertThat(TextWidth.cut("ab🐍🐍", 5)).isEqualTo("ab🐍…");
  }

  @Test
  void leftAndRight_accents_padByCellsNotByCharacters() {
    assertThat(TextWidth.left("a\u0301", 3)).isEqualTo("a\u0301  ");
    assertThat(TextWidth.right("🐍", 3)).isEqualTo(" 🐍");
  }

  @Test
  void wrap_longText_breaksBetweenWords() {
    assertThat(TextWidth.wrap("um dois três quatro", 9))
        .containsExactly("um dois", "três", "quatro");
    assertThat(TextWidth.wrap("", 9)).containsExactly("");
  }

  @Test
  void wrap_aCommand_isNotBroken_whereALineCanHoldIt() {
    String text = "rode `extrato backup --month 9` de novo";

    assertThat(TextWidth.wrap(text, 28))
        .containsExactly("rode", "`extrato backup --month 9`", "de novo");
    assertThat(TextWidth.wrap(text, 20))
        .containsExactly("rode `extrato backup", "--month 9` de novo");
    assertThat(TextWidth.wrap(text, TextWidth.UNLIMITED)).containsExactly(text);
  }

  @Test
  void hanging_longText_standsUnderItsBeginning() {
    assertThat(TextWidth.hanging("  nota  ", "um dois três 🐍", 18))
        .containsExactly("  nota  um dois", "        três 🐍");
    assertThat(TextWidth.hanging("  nota  ", "inconstitucionalíssimo", 18))
        .containsExactly("  nota  inconstitucionalíssimo");
  }
}
