package extrato.documents.xlsx;

import extrato.documents.model.Column;
import extrato.documents.model.Figure;
import extrato.documents.model.Head;
import extrato.documents.model.MonthDocument;
import extrato.documents.model.RecordList;
import extrato.documents.model.Table;
import extrato.studio.Tabela;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A closed month as a spreadsheet: a summary, and a sheet for each table. */
public final class MonthWorkbook {
  private static final int FIRST_FIGURE = 7;

  private final MonthDocument document;
  private final Head head;
  private final Workbook workbook;
  private final TableSheets sheets;
  private final Map<Tabela, Summed> summed = new EnumMap<>(Tabela.class);

  /** A list that was written, and what it adds up to. */
  private record Summed(String formula, @Nullable BigDecimal sum) {}

  private MonthWorkbook(MonthDocument document, OutputStream out) {
    this.document = document;
    this.head = document.head();
    this.workbook = new Workbook(out);
    this.sheets = new TableSheets(workbook, head.foot(), TableSheets.MOST_ROWS);
  }

  /** Writes it; the stream stays open. */
  public static void write(MonthDocument document, OutputStream out) {
    new MonthWorkbook(document, out).write();
  }

  private void write() {
    document.breakdowns().forEach(sheets::write);
    for (RecordList list : document.lists()) {
      Table table = list.table();
      TableSheets.Written written = sheets.write(table);
      summed.put(
          list.tabela(),
          new Summed(written.sum(table.summedColumn()), written.exact() ? table.sum() : null));
    }
    summary();
    workbook.finish(head.foot(), head.edition().dated());
  }

  private void summary() {
    Sheet sheet = workbook.sheet();
    sheet.begin(List.of(24, 18, 60), 0);
    sheet
        .row()
        .text(head.sender().studio() == null ? head.title() : head.sender().studio(), Style.REMARK);
    sheet.row().text(head.title() + " · " + head.subject(), Style.TITLE);
    sheet.row().text(head.edition().state(), Style.REMARK);
    sheet.row().text(head.edition().proof(), Style.REMARK);
    sheet.row();
    List<Figure> figures = document.figures();
    sheet.row();
    for (String heading : List.of("table.summary", "column.total", "column.how")) {
      sheet.text(document.messages().of(heading), Style.HEADING);
    }
    for (int at = 0; at < figures.size(); at++) {
      Figure figure = figures.get(at);
      sheet.row().text(figure.label(), Style.TEXT);
      figure(sheet, figure, figures);
      sheet.text(figure.how(), Style.REMARK);
    }
    sheet.row();
    head.notes().forEach(note -> sheet.row().text(note, Style.REMARK));
    sheet.end(null, head.foot());
    workbook.ended(document.messages().of("table.summary"), null, true);
  }

  /** A formula where it comes to what the statement says, else what the statement says. */
  private void figure(Sheet sheet, Figure figure, List<Figure> figures) {
    BigDecimal value = figure.value();
    String formula =
        switch (figure.amount()) {
          case RECEITA -> ofList(Tabela.PAGAMENTOS, value);
          case COMISSOES -> ofList(Tabela.COMISSOES, value);
          case DESPESAS -> ofList(Tabela.GASTOS, value);
          case SALDO -> ofOthers(value, figures, Figure.Amount.DESPESAS);
          case LIQUIDA -> ofOthers(value, figures, Figure.Amount.COMISSOES, Figure.Amount.DESPESAS);
        };
    if (formula == null) {
      boolean unused = sheet.value(Column.Kind.MONEY, value, false);
    } else {
      sheet.formula(formula, value, Style.MONEY);
    }
  }

  private @Nullable String ofList(Tabela tabela, BigDecimal value) {
    Summed list = summed.get(tabela);
    BigDecimal sum = list == null ? null : list.sum();
    return list != null && sum != null && sum.compareTo(value) == 0 ? list.formula() : null;
  }

  /** The receita without these. */
  private static @Nullable String ofOthers(
      BigDecimal value, List<Figure> figures, Figure.Amount... without) {
    BigDecimal rest = BigDecimal.ZERO;
    StringBuilder formula = new StringBuilder();
    for (int at = 0; at < figures.size(); at++) {
      Figure figure = figures.get(at);
      if (figure.amount() == Figure.Amount.RECEITA) {
        rest = rest.add(figure.value());
        formula.insert(0, "B" + (FIRST_FIGURE + at));
      } else if (List.of(without).contains(figure.amount())) {
        rest = rest.subtract(figure.value());
        formula.append("-B").append(FIRST_FIGURE + at);
      }
    }
    return rest.compareTo(value) == 0 ? formula.toString() : null;
  }
}
