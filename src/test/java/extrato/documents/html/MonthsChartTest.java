package extrato.documents.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import extrato.documents.model.Forms;
import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import extrato.testing.ReadPage;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MonthsChartTest {
  private static final double EXACT = 0.02;

  /** What went out stands upon each other only on one side of the line: else it would hide. */
  @Test
  void negativeAmounts_hangBelowTheLine_andNoBarHidesAnother() {
    ReadPage page =
        drawn(
            month(7, "2000", "800", "3500"),
            month(8, "-1000", "-600", "900"),
            month(9, "500", "-200", "-300"));
    double zero = number(the(page, "line", "zero").get(0), "y1");
    double thousand = (bottom(the(page, "rect", "receita").get(0)) - top(page, "receita", 0)) / 2;

    assertBars(page, "receita", zero, thousand, "0 2000", "-1000 0", "0 500");
    assertBars(page, "comissoes", zero, thousand, "0 800", "-600 0", "-200 0");
    assertBars(page, "despesas", zero, thousand, "800 4300", "0 900", "-500 -200");
    assertThat(the(page, "circle", "saldo"))
        .extracting(dot -> (zero - number(dot, "cy")) / thousand)
        .satisfiesExactly(
            july -> assertThat(july).isCloseTo(-1.5, within(EXACT)),
            august -> assertThat(august).isCloseTo(-1.9, within(EXACT)),
            september -> assertThat(september).isCloseTo(0.8, within(EXACT)));
    double height = number(page.all("svg").get(1), "height");
    assertThat(page.all("rect")).allMatch(bar -> bottom(bar) < height - 20 && number(bar, "y") > 0);
  }

  private static void assertBars(
      ReadPage page, String style, double zero, double thousand, String... ends) {
    List<Element> bars = the(page, "rect", style);
    assertThat(bars).hasSize(ends.length);
    for (int at = 0; at < ends.length; at++) {
      String[] lowHigh = ends[at].split(" ", -1);
      Element bar = bars.get(at);
      assertThat((zero - bottom(bar)) / thousand)
          .as(style + " from " + ends[at])
          .isCloseTo(Double.parseDouble(lowHigh[0]) / 1000, within(EXACT));
      assertThat((zero - number(bar, "y")) / thousand)
          .as(style + " to " + ends[at])
          .isCloseTo(Double.parseDouble(lowHigh[1]) / 1000, within(EXACT));
    }
  }

  private static double top(ReadPage page, String style, int at) {
    return number(the(page, "rect", style).get(at), "y");
  }

  private static double bottom(Element bar) {
    return number(bar, "y") + number(bar, "height");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<Element> the(ReadPage page, String element, String style) {
    return page.all(element).stream()
        .filter(each -> each.getAttribute("class").equals(style))
        .toList();
  }

  private static MonthFigures month(int month, String receita, String comissoes, String despesas) {
    return new MonthFigures(
        new Month(2025, month),
        Standing.CLOSED,
        new BigDecimal(receita),
        new BigDecimal(comissoes),
        new BigDecimal(despesas));
  }

  private static ReadPage drawn(MonthFigures... months) {
    Messages messages = Messages.in(Language.PORTUGUESE);
    StringWriter written = new StringWriter();
    Markup out = new Markup(written);
    out.open("html");
    new MonthsChart(out, new Forms(messages), messages).write(List.of(months));
    out.end();
    return ReadPage.of(written.toString());
  }
}
