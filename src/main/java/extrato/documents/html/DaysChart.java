package extrato.documents.html;

import extrato.documents.model.Forms;
import extrato.documents.model.Scale;
import extrato.month.statement.PageTotals;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/** What came in above the line and what went out below it, day by day. */
record DaysChart(Markup out, Forms forms, Messages messages) {
  private static final int HEIGHT = 150;
  private static final int LABEL_EVERY = 5;

  void write(Month month, List<PageTotals.Dia> days) {
    int slots = month.firstDay().lengthOfMonth();
    List<PageTotals.Dia> own =
        days.stream()
            .filter(day -> !day.dia().isBefore(month.firstDay()))
            .filter(day -> day.dia().isBefore(month.firstDayOfNext()))
            .toList();
    Scale scale =
        Scale.of(
            own.stream().flatMap(day -> Stream.of(day.receita(), day.despesas().negate())), HEIGHT);
    Drawing drawing = new Drawing(out, forms, scale, slots);
    drawing.begin(messages.of("chart.days"));
    for (PageTotals.Dia day : own) {
      int slot = day.dia().getDayOfMonth() - 1;
      bar(drawing, slot, day.receita(), "RECEITA", day);
      bar(drawing, slot, day.despesas().negate(), "DESPESAS", day);
    }
    for (int day = 1; day <= slots; day++) {
      if (day == 1 || day % LABEL_EVERY == 0) {
        drawing.label(day - 1, String.valueOf(day), "label");
      }
    }
    drawing.end();
  }

  private void bar(Drawing drawing, int slot, BigDecimal to, String figure, PageTotals.Dia day) {
    if (to.signum() != 0) {
      String style = figure.toLowerCase(java.util.Locale.ROOT);
      String title =
          forms.day(day.dia())
              + ": "
              + messages.of("figure." + figure)
              + " "
              + forms.money(to.abs());
      drawing.bar(slot, 0.14, 0.72, BigDecimal.ZERO, to, new Drawing.Look(style, title));
    }
  }
}
