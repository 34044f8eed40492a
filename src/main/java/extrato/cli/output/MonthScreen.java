package extrato.cli.output;

import extrato.documents.model.Column;
import extrato.documents.model.Figure;
import extrato.documents.model.MonthDocument;
import extrato.documents.model.RecordList;
import extrato.documents.model.Table;
import extrato.month.statement.Deposits;
import extrato.month.statement.Field;
import extrato.month.statement.Item;
import extrato.month.statement.StatementPage;
import extrato.studio.Count;
import extrato.studio.Tabela;
import extrato.support.settings.Settings;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A closed month on a terminal: first the totals, then the lists. */
public final class MonthScreen {
  private static final String INDENT = "  ";
  private static final String NOTHING = "–";
  private static final String LIVE = "*";

  /** Shown only by {@code --csv} and {@code --json}, because a terminal is too narrow. */
  private static final Set<Field> UNSEEN = Set.of(Field.SESSAO_DATA, Field.CREATED_AT);

  private static final Map<Tabela, String> TITLES =
      Map.of(
          Tabela.PAGAMENTOS, "Payments",
          Tabela.SESSOES, "Sessions",
          Tabela.COMISSOES, "Commissions",
          Tabela.GASTOS, "Expenses");

  private static final List<Shown> ARTISTS =
      List.of(
          new Shown("artista", 0),
          new Shown("receita", 1),
          new Shown("comissão", 3),
          new Shown("a receber", 2),
          new Shown("estúdio", 4));

  private static final List<Shown> FORMS = List.of(new Shown("forma", 0), new Shown("total", 1));
  private static final List<Shown> CATEGORIES =
      List.of(new Shown("categoria", 0), new Shown("total", 1));

  private final MonthDocument document;
  private final StatementPage page;
  private final Settings settings;

  public MonthScreen(MonthDocument document, Settings settings) {
    this.document = document;
    this.page = document.page();
    this.settings = settings;
  }

  public String verdict() {
    return String.format(
        Locale.ROOT,
        "month %s is closed: %s, %s in its statement",
        page.month().slashed(),
        version(),
        Count.of(page.lists().records(), "record"));
  }

  public Lines lines(int width) {
    return each -> print(width, text -> each.accept(Line.plain(text)));
  }

  private void print(int width, Consumer<String> lines) {
    Instant created = page.written().at();
    lines.accept(
        String.format(
            Locale.ROOT,
            "extrato of %s · %s · %s%s",
            page.month().slashed(),
            settings.environment(),
            version(),
            created == null ? "" : " · " + Brazilian.moment(created, settings.zone())));
    section(lines, "Totals", totals(), width);
    section(lines, "By artist", shown(document.artists(), ARTISTS), width);
    section(lines, "Payments by form", shown(document.paymentForms(), FORMS), width);
    section(lines, "Expenses by form", shown(document.expenseForms(), FORMS), width);
    section(lines, "Expenses by category", shown(document.categories(), CATEGORIES), width);
    Deposits deposits = document.held();
    if (deposits != null) {
      section(lines, "Deposits", HeldTables.month(deposits), width);
      section(lines, "Open at the month's end", HeldTables.open(deposits), width);
    }
    boolean live = false;
    for (RecordList list : document.lists()) {
      LiveMarks marks = new LiveMarks(list.tabela());
      section(lines, title(list), list(list, marks), width);
      live |= marks.any;
    }
    if (live) {
      lines.accept("");
      lines.accept(
          LIVE
              + " the session is still live"
              + (page.written().version() == 0
                  ? ""
                  : ": a payment of another month refers to it, too"));
    }
    lines.accept("");
  }

  /** Marks what is still live, and knows whether anything is. */
  private final class LiveMarks {
    private final Tabela tabela;
    private final Field marked;
    private boolean any;

    LiveMarks(Tabela tabela) {
      this.tabela = tabela;
      this.marked = tabela == Tabela.PAGAMENTOS ? Field.SESSAO_ID : Field.ID;
    }

    List<String> cells(List<Field> fields, Item item) {
      boolean live = page.isLive(tabela, item);
      any |= live;
      return fields.stream()
          .map(field -> cell(field, item) + (live && field == marked ? LIVE : ""))
          .toList();
    }
  }

  private String version() {
    if (page.written().overwritten()) {
      return "not the statement that this tool wrote";
    }
    return page.isLegacy() ? "by the old generator" : "version " + page.written().version();
  }

  private static String title(RecordList list) {
    return String.format(Locale.ROOT, "%s (%s)", TITLES.get(list.tabela()), Count.of(list.size()));
  }

  private static void section(Consumer<String> lines, String title, TextTable table, int width) {
    if (!table.isEmpty()) {
      lines.accept("");
      lines.accept(title);
      table.print(TextWidth.less(width, INDENT.length()), line -> lines.accept(INDENT + line));
    }
  }

  private TextTable totals() {
    TextTable table = new TextTable().word("").number("").word("");
    for (Figure figure : document.figures()) {
      String name =
          switch (figure.amount()) {
            case RECEITA -> "receita";
            case COMISSOES -> "comissões";
            case DESPESAS -> "despesas";
            case SALDO -> "saldo";
            case LIQUIDA -> "receita líquida";
          };
      String how =
          switch (figure.amount()) {
            case SALDO -> "receita − despesas";
            case LIQUIDA -> "receita − comissões − despesas";
            default -> "";
          };
      table.row(List.of(name, Brazilian.money(figure.value()), how));
    }
    return table;
  }

  /**
   * A column of a document's table, under the operator's word for it.
   *
   * @param at which of the table's columns
   */
  private record Shown(String heading, int at) {}

  private static TextTable shown(Table table, List<Shown> columns) {
    TextTable text = new TextTable();
    for (Shown column : columns) {
      if (table.columns().get(column.at()).kind().isNumeric()) {
        text.number(column.heading());
      } else {
        text.text(column.heading());
      }
    }
    table
        .rows()
        .forEach(row -> text.row(columns.stream().map(one -> cell(table, row, one.at())).toList()));
    return text;
  }

  private static String cell(Table table, Table.Row row, int at) {
    Object value = row.cells().get(at);
    return value == null ? NOTHING : form(table.columns().get(at).kind(), value);
  }

  private static TextTable list(RecordList list, LiveMarks marks) {
    TextTable table = new TextTable();
    List<Field> fields =
        Field.of(list.tabela()).stream().filter(field -> !UNSEEN.contains(field)).toList();
    for (Field field : fields) {
      switch (field.format()) {
        case TEXT -> table.text(field.heading());
        case DATE -> table.word(field.heading());
        default -> table.number(field.heading());
      }
    }
    return table.rows(each -> list.forEach(item -> each.accept(marks.cells(fields, item))));
  }

  private static String cell(Field field, Item item) {
    Object value = RecordList.value(field, item);
    return value == null ? "" : form(RecordList.kind(field), value);
  }

  private static String form(Column.Kind kind, Object value) {
    if (value instanceof BigDecimal amount) {
      return kind == Column.Kind.PERCENT ? Brazilian.percent(amount) : Brazilian.money(amount);
    }
    return value instanceof LocalDate day ? Brazilian.day(day) : value.toString();
  }
}
