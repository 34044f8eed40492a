package extrato.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypefaceTest {
  private final PDDocument document = new PDDocument();
  private Typeface typeface;

  @BeforeEach
  void load() throws IOException {
    typeface = Typeface.in(document);
  }

  @AfterEach
  void close() throws IOException {
    document.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Ação nº 1 – ½ €, Ação nº 1 – ½ €, 0",
    "Ωμέγα Жук Ђорђе Łódź, Ωμέγα Жук Ђорђе Łódź, 0",
    "東京, □□, 2",
    "a🐍b, a□b, 1",
    "שלום, □□□□, 4",
    "a\u202Eb, a□b, 1"
  })
  void lettersThatAreMissing_areMarkedOnce_andCounted(String text, String set, int missing) {
    assertThat(typeface.settable(text)).isEqualTo(set);
    assertThat(typeface.missing()).isEqualTo(missing);
    assertThat(typeface.missing()).isZero();
  }

  @Test
  void lineBreaks_areSpaces_andLoneSurrogatesMarks() {
    assertThat(typeface.settable("a\nb\tc")).isEqualTo("a b c");
    assertThat(typeface.settable("x\ud83d")).isEqualTo("x□");
    assertThat(typeface.settable("\udc0dx")).isEqualTo("□x");
    assertThat(typeface.missing()).isEqualTo(2);
  }

  @Test
  void lines_breakBetweenWords_elseInsideThem_andLoseNothing() {
    double room = typeface.width("abcde fgh", 8);

    assertThat(typeface.lines("abcde fgh", 8, room)).containsExactly("abcde fgh");
    assertThat(typeface.lines("abcde fgh ijk", 8, room)).containsExactly("abcde fgh", "ijk");
    List<String> broken = typeface.lines("x".repeat(100) + " y", 8, room);
    assertThat(String.join("", broken).replace(" ", "")).isEqualTo("x".repeat(100) + "y");
    assertThat(broken)
        .allSatisfy(line -> assertThat(typeface.width(line, 8)).isLessThanOrEqualTo(room));
  }
}
