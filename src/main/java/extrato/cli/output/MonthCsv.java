package extrato.cli.output;

import extrato.month.statement.Field;
import extrato.month.statement.Item;
import extrato.month.statement.PageTotals;
import extrato.month.statement.StatementPage;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A closed month for a spreadsheet in Brazil: one table, whose first column says what kind of line
 * it is, so that one can filter by it.
 *
 * <p>What people wrote stays text: a cell that a spreadsheet would take for a formula gets an
 * apostrophe in front. Amounts do not.
 */
public final class MonthCsv {
  /** With this mark at the beginning, spreadsheets read the file as UTF-8 and show accents. */
  private static final String BOM = "\uFEFF";

  /** Includes tab and line break, because some programs drop them and then look at what follows. */
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final String KIND = "tipo";
  private static final String COMMISSION = "comissão";
  private static final String LIVE = "sessão viva";

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setDelimiter(';')
          .setRecordSeparator("\r\n")
          .setQuoteMode(QuoteMode.MINIMAL)
          .get();

  private final List<String> headings = new ArrayList<>();
  private final CSVPrinter printer;

  private MonthCsv(CSVPrinter printer) {
    this.printer = printer;
    headings.add(KIND);
    for (Field field : Field.values()) {
      headings.add(field.heading());
      if (field == Field.VALOR) {
        headings.add(COMMISSION);
      }
      if (field == Field.SESSAO_ID) {
        headings.add(LIVE);
      }
    }
  }

  public static void print(StatementPage page, PrintWriter out) {
    out.append(BOM);
    try {
      MonthCsv csv = new MonthCsv(new CSVPrinter(out, FORMAT));
      csv.printer.printRecord(csv.headings);
      csv.totals(page.totals());
      for (Tabela tabela : Tabela.values()) {
        page.forEach(tabela, item -> csv.item(page, tabela, item));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void totals(PageTotals totals) {
    total("receita", totals.valores().receita());
    total("comissões", totals.valores().comissoes());
    total("despesas", totals.valores().despesas());
    total("saldo", totals.valores().saldo());
    total("receita líquida", totals.valores().receitaLiquida());
    for (PageTotals.Artista artista : totals.porArtista()) {
      row(
          "por artista",
          Map.of(
              Field.ARTISTA.heading(),
              text(artista.nome()),
              Field.VALOR.heading(),
              Brazilian.number(artista.receita()),
              COMMISSION,
              Brazilian.number(artista.comissao())));
    }
    breakdown("por forma", Field.FORMA, totals.porForma());
    breakdown("gastos por forma", Field.FORMA, totals.gastosPorForma());
    breakdown("gastos por categoria", Field.CATEGORIA, totals.gastosPorCategoria());
  }

  private void total(String name, BigDecimal amount) {
    row(
        "total",
        Map.of(Field.DESCRICAO.heading(), name, Field.VALOR.heading(), Brazilian.number(amount)));
  }

  private void breakdown(String kind, Field by, List<PageTotals.Linha> lines) {
    for (PageTotals.Linha line : lines) {
      row(
          kind,
          Map.of(
              by.heading(), text(line.nome()),
              Field.VALOR.heading(), Brazilian.number(line.total())));
    }
  }

  private void item(StatementPage page, Tabela tabela, Item item) {
    Map<String, String> cells = new HashMap<>();
    for (Field field : Field.of(tabela)) {
      cells.put(field.heading(), cell(field, item));
    }
    cells.put(LIVE, page.isLive(tabela, item) ? "sim" : "");
    row(tabela.type(), cells);
  }

  private void row(String kind, Map<String, String> cells) {
    try {
      printer.printRecord(
          headings.stream()
              .map(name -> name.equals(KIND) ? kind : cells.getOrDefault(name, ""))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cell(Field field, Item item) {
    String text = item.textOrEmpty(field.key());
    return switch (field.format()) {
      case MONEY, PERCENT -> {
        BigDecimal amount = item.amount(field.key());
        yield amount == null ? text(text) : Brazilian.number(amount);
      }
      case NUMBER -> {
        Long id = item.id(field.key());
        yield id == null ? text(text) : id.toString();
      }
      case DATE -> Brazilian.parseDay(text).map(Brazilian::day).orElseGet(() -> text(text));
      case TEXT, MOMENT -> text(text);
    };
  }

  /** A text that is neither a formula for a spreadsheet nor a command for a terminal. */
  static String text(String written) {
    StringBuilder safe = new StringBuilder(written.length() + 1);
    if (!written.isEmpty() && FORMULA.indexOf(written.charAt(0)) >= 0) {
      safe.append('\'');
    }
    written
        .replace("\r\n", "\n")
        .codePoints()
        .forEach(
            c ->
                safe.append(
                    Character.isISOControl(c) && c != '\n' && c != '\t'
                        ? HarmlessText.of(Character.toString(c))
                        : Character.toString(c)));
    return safe.toString();
  }
}
