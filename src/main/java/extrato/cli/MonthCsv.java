package extrato.cli;

import extrato.statement.Field;
import extrato.statement.Item;
import extrato.statement.PageTotals;
import extrato.statement.StatementPage;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A closed month for a spreadsheet in Brazil: one table, whose first column says what a line is, so
 * that a filter finds it.
 *
 * <p>Whatever people wrote stays text: a cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, amounts do not.
 */
final class MonthCsv {
  /** Spreadsheets take a file that begins with it for UTF-8, and show the accents. */
  private static final String BOM = "\uFEFF";

  /** Tab and line break too: some programs drop them and look at what follows. */
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
  private final List<Map<String, String>> rows = new ArrayList<>();

  private MonthCsv() {
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

  static String of(StatementPage page) {
    MonthCsv csv = new MonthCsv();
    csv.totals(page.totals());
    for (Tabela tabela : Tabela.values()) {
      page.list(tabela).forEach(item -> csv.item(page, tabela, item));
    }
    return csv.print();
  }

  private void totals(PageTotals totals) {
    total("receita", totals.receita());
    total("comissões", totals.comissoes());
    total("despesas", totals.despesas());
    total("saldo", totals.saldo());
    total("receita líquida", totals.receitaLiquida());
    for (PageTotals.Artista artista : totals.porArtista()) {
      Map<String, String> row = row("por artista");
      row.put(Field.ARTISTA.heading(), text(artista.nome()));
      row.put(Field.VALOR.heading(), Brazilian.number(artista.receita()));
      row.put(COMMISSION, Brazilian.number(artista.comissao()));
    }
    breakdown("por forma", Field.FORMA, totals.porForma());
    breakdown("gastos por forma", Field.FORMA, totals.gastosPorForma());
    breakdown("gastos por categoria", Field.CATEGORIA, totals.gastosPorCategoria());
  }

  private void total(String name, BigDecimal amount) {
    Map<String, String> row = row("total");
    row.put(Field.DESCRICAO.heading(), name);
    row.put(Field.VALOR.heading(), Brazilian.number(amount));
  }

  private void breakdown(String kind, Field by, List<PageTotals.Linha> lines) {
    for (PageTotals.Linha line : lines) {
      Map<String, String> row = row(kind);
      row.put(by.heading(), text(line.nome()));
      row.put(Field.VALOR.heading(), Brazilian.number(line.total()));
    }
  }

  private void item(StatementPage page, Tabela tabela, Item item) {
    Map<String, String> row = row(tabela.type());
    for (Field field : Field.of(tabela)) {
      row.put(field.heading(), cell(field, item));
    }
    row.put(LIVE, page.isLive(tabela, item) ? "sim" : "");
  }

  private Map<String, String> row(String kind) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put(KIND, kind);
    rows.add(row);
    return row;
  }

  private static String cell(Field field, Item item) {
    String text = item.textOrEmpty(field.key());
    BigDecimal amount = item.amount(field.key());
    return switch (field.kind()) {
      case MONEY, PERCENT -> amount == null ? text(text) : Brazilian.number(amount);
      case NUMBER ->
          item.id(field.key()) == null ? text(text) : String.valueOf(item.id(field.key()));
      case DATE -> Brazilian.parseDay(text).map(Brazilian::day).orElseGet(() -> text(text));
      case TEXT -> text(text);
    };
  }

  /** A text that is neither a formula for a spreadsheet nor an order for a terminal. */
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
                        ? Console.printable(Character.toString(c))
                        : Character.toString(c)));
    return safe.toString();
  }

  private String print() {
    StringWriter text = new StringWriter();
    text.append(BOM);
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord(headings);
      for (Map<String, String> row : rows) {
        printer.printRecord(headings.stream().map(name -> row.getOrDefault(name, "")).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
