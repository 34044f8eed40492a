package extrato.documents.pdf;

import extrato.documents.model.Figure;
import extrato.documents.model.Forms;
import extrato.documents.model.Head;
import extrato.documents.model.MonthDocument;
import extrato.documents.model.RecordList;
import extrato.documents.model.Table;
import extrato.month.statement.MonthFigures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** A closed month on paper: a sheet that sums it up, then its records. */
public final class MonthPaper {
  private static final double FIGURE_HEIGHT = 50;
  private static final double BETWEEN = 8;
  private static final double LIST_SIZE = 7;
  private static final double TABLE_SIZE = 8;

  private final MonthDocument document;
  private final Head head;
  private final Forms forms;
  private final Paper paper;

  private MonthPaper(MonthDocument document, Head head, Paper paper) {
    this.document = document;
    this.head = head;
    this.forms = document.forms();
    this.paper = paper;
  }

  /** Writes it; the stream stays open. */
  public static void write(MonthDocument document, OutputStream out) {
    Head head = document.head();
    try (Paper paper = new Paper(head, document.messages())) {
      new MonthPaper(document, head, paper).write();
      paper.save(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    paper.turnOver(false);
    new PaperHead(paper, head).write();
    figures();
    List<MonthFigures> months = document.months();
    if (months.size() > 1) {
      new PaperChart(paper, forms, document.messages()).write(months);
    }
    for (Table table : document.breakdowns()) {
      new PaperTable(paper, forms, table, false, TABLE_SIZE).write();
    }
    lists();
  }

  private void figures() {
    List<Figure> figures = document.figures();
    double width = paper.width() / figures.size();
    double size =
        figures.stream()
            .mapToDouble(figure -> fitting(forms.money(figure.value()), 12, width))
            .min()
            .orElseThrow();
    for (int at = 0; at < figures.size(); at++) {
      Figure figure = figures.get(at);
      double x = at * width;
      double top = paper.y();
      paper.text(x, figure.label(), Paper.Type.soft(8));
      paper.down(12);
      paper.text(
          x,
          forms.money(figure.value()),
          new Paper.Type(size, at == 0 ? Ink.RECEITA : Ink.TEXT, at == 0));
      paper.down(17);
      String how = document.how(figure);
      paper.text(x, how, Paper.Type.soft(fitting(how, 6.2, width)));
      paper.down(paper.y() - top);
    }
    paper.down(FIGURE_HEIGHT);
  }

  /** Side by side, no figure may run into the next. */
  private double fitting(String text, double size, double width) {
    return paper.typeface().fitting(text, size, width - BETWEEN);
  }

  private void lists() throws IOException {
    List<RecordList> lists = document.lists();
    long records = lists.stream().mapToLong(RecordList::size).sum();
    if (records > MonthDocument.MOST_LISTED) {
      paper.paragraph(
          document.messages().of("note.folded", forms.count(records)),
          Paper.Type.soft(9),
          paper.width());
    } else if (records > 0) {
      paper.turnOver(true);
      for (RecordList list : lists) {
        new PaperTable(paper, forms, list.table(), true, LIST_SIZE).write();
      }
    }
    for (String note : head.notes()) {
      paper.paragraph(note, Paper.Type.soft(8), paper.width());
    }
  }
}
