package extrato.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import extrato.documents.model.Forms;
import extrato.documents.model.Head;
import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class PaperChartTest {
  private static final Pattern DRAWN =
      Pattern.compile("([\\d. ]+) rg|([-\\d.]+) ([-\\d.]+) ([-\\d.]+) ([-\\d.]+) re f");
  private static final Messages PORTUGUESE = Messages.in(Language.PORTUGUESE);

  /** Half of what a printer shows. */
  private static final double EXACT = 0.15;

  /** A filled rectangle, told from the bottom of the page. */
  private record Box(String ink, double y, double width, double height) {
    double top() {
      return y + height;
    }
  }

  @Test
  void negativeAmounts_hangBelowTheLine_andNoBarHidesAnother() throws IOException {
    byte[] paper =
        drawn(
            month(7, Standing.CLOSED, "2000", "800", "3500"),
            month(8, Standing.CLOSED, "-1000", "-600", "900"),
            month(9, Standing.CLOSED, "500", "-200", "-300"));
    List<Box> boxes = boxes(paper);
    double zero = the(boxes, Ink.SOFT).get(0).top();
    double thousand = bars(boxes, Ink.RECEITA).get(0).height() / 2;

    assertBars(boxes, Ink.RECEITA, zero, thousand, "0 2000", "-1000 0", "0 500");
    assertBars(boxes, Ink.COMISSOES, zero, thousand, "0 800", "-600 0", "-200 0");
    assertBars(boxes, Ink.DESPESAS, zero, thousand, "800 4300", "0 900", "-500 -200");
    assertThat(the(boxes, Ink.TEXT).stream().skip(1))
        .as("the legend's dot, then one for each month")
        .extracting(dot -> (dot.y() + dot.height() / 2 - zero) / thousand)
        .satisfiesExactly(
            july -> assertThat(july).isCloseTo(-1.5, within(0.01)),
            august -> assertThat(august).isCloseTo(-1.9, within(0.01)),
            september -> assertThat(september).isCloseTo(0.8, within(0.01)));
    assertThat(text(paper)).contains("jul/25", "set/25", "-2 mil").doesNotContain("em aberto");
  }

  @Test
  void openMonths_arePale_andTheLegendSaysSo() throws IOException {
    byte[] paper =
        drawn(
            month(8, Standing.OPEN, "700", "100", "200"),
            month(9, Standing.CLOSED, "500", "200", "300"));

    assertThat(bars(boxes(paper), Ink.PALE_RECEITA)).hasSize(1);
    assertThat(text(paper)).contains("Saldo em aberto");
  }

  private static void assertBars(
      List<Box> boxes, Ink ink, double zero, double thousand, String... ends) {
    List<Box> bars = bars(boxes, ink);
    assertThat(bars).hasSize(ends.length);
    for (int at = 0; at < ends.length; at++) {
      String[] lowHigh = ends[at].split(" ", -1);
      double unit = thousand / 1000;
      assertThat(bars.get(at).y() - zero)
          .as(ink + " from " + ends[at])
          .isCloseTo(Double.parseDouble(lowHigh[0]) * unit, within(EXACT));
      assertThat(bars.get(at).top() - zero)
          .as(ink + " to " + ends[at])
          .isCloseTo(Double.parseDouble(lowHigh[1]) * unit, within(EXACT));
    }
  }

  /** But for the one of the legend. */
  private static List<Box> bars(List<Box> boxes, Ink ink) {
    return the(boxes, ink).stream().filter(box -> box.width() > 7.5).toList();
  }

  private static List<Box> the(List<Box> boxes, Ink ink) {
    return boxes.stream().filter(box -> box.ink().equals(rgb(ink))).toList();
  }

  private static String rgb(Ink ink) {
    StringBuilder rgb = new StringBuilder();
    for (double part : new double[] {ink.red(), ink.green(), ink.blue()}) {
      rgb.append(Math.round(part * 100)).append(' ');
    }
    return rgb.toString();
  }

  private static MonthFigures month(
      int month, Standing standing, String receita, String comissoes, String despesas) {
    return new MonthFigures(
        new Month(2025, month),
        standing,
        new BigDecimal(receita),
        new BigDecimal(comissoes),
        new BigDecimal(despesas));
  }

  private static byte[] drawn(MonthFigures... months) throws IOException {
    Head head =
        new Head(
            new Head.Sender(null, null),
            "title",
            "subject",
            new Head.Edition("state", "proof", null, "id"),
            "foot",
            List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Paper paper = new Paper(head, PORTUGUESE)) {
      paper.turnOver(false);
      new PaperChart(paper, new Forms(PORTUGUESE), PORTUGUESE).write(List.of(months));
      paper.save(out);
    }
    return out.toByteArray();
  }

  private static List<Box> boxes(byte[] paper) throws IOException {
    try (PDDocument document = Loader.loadPDF(paper)) {
      String operators =
          new String(document.getPage(0).getContents().readAllBytes(), StandardCharsets.ISO_8859_1);
      List<Box> boxes = new ArrayList<>();
      String ink = "";
      for (Matcher drawn = DRAWN.matcher(operators); drawn.find(); ) {
        if (drawn.group(1) != null) {
          StringBuilder rgb = new StringBuilder();
          for (String part : drawn.group(1).strip().split(" ", -1)) {
            rgb.append(Math.round(Double.parseDouble(part) * 100)).append(' ');
          }
          ink = rgb.toString();
        } else {
          boxes.add(
              new Box(
                  ink,
                  Double.parseDouble(drawn.group(3)),
                  Double.parseDouble(drawn.group(4)),
                  Double.parseDouble(drawn.group(5))));
        }
      }
      return boxes;
    }
  }

  private static String text(byte[] paper) throws IOException {
    try (PDDocument document = Loader.loadPDF(paper)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document).replace('\u00a0', ' ');
    }
  }
}
