package extrato.cli.output;

import extrato.month.statement.Deposits;
import extrato.month.statement.Field;
import extrato.month.statement.Item;
import extrato.month.statement.PageTotals;
import extrato.month.statement.StatementPage;
import extrato.studio.Count;
import extrato.studio.Tabela;
import extrato.support.settings.Settings;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A closed month on a terminal: first the totals, then the lists. */
public final class MonthScreen {
  private static final String INDENT = "  ";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final String LIVE = "*";

  /** Shown only by {@code --csv} and {@code --json}, because a terminal is too narrow. */
  private static final Set<Field> UNSEEN = Set.of(Field.SESSAO_DATA, Field.CREATED_AT);

  private static final Map<Tabela, String> TITLES =
      Map.of(
          Tabela.PAGAMENTOS, "Payments",
          Tabela.SESSOES, "Sessions",
          Tabela.COMISSOES, "Commissions",
          Tabela.GASTOS, "Expenses");

  private final StatementPage page;
  private final @Nullable Deposits deposits;
  private final Settings settings;

  /**
   * @param deposits null where none were held
   */
  public MonthScreen(StatementPage page, @Nullable Deposits deposits, Settings settings) {
    this.page = page;
    this.deposits = deposits;
    this.settings = settings;
  }

  public String verdict() {
    return String.format(
        Locale.ROOT,
        "month %s is closed: %s, %s in its statement",
        page.month().slashed(),
        version(),
        Count.of(page.records(), "record"));
  }

  public Lines lines(int width) {
    return each -> print(width, text -> each.accept(Line.plain(text)));
  }

  private void print(int width, Consumer<String> lines) {
    Instant created = page.created();
    lines.accept(
        String.format(
            Locale.ROOT,
            "extrato of %s · %s · %s%s",
            page.month().slashed(),
            settings.environment(),
            version(),
            created == null ? "" : " · " + Brazilian.moment(created, settings.zone())));
    PageTotals totals = page.totals();
    section(lines, "Totals", totals(totals), width);
    section(lines, "By artist", artists(totals), width);
    section(lines, "Payments by form", breakdown(totals.porForma(), "forma"), width);
    section(lines, "Expenses by form", breakdown(totals.gastosPorForma(), "forma"), width);
    section(
        lines, "Expenses by category", breakdown(totals.gastosPorCategoria(), "categoria"), width);
    if (deposits != null) {
      section(lines, "Deposits", HeldTables.month(deposits), width);
      section(lines, "Open at the month's end", HeldTables.open(deposits), width);
    }
    boolean live = false;
    for (Tabela tabela : Tabela.values()) {
      if (page.size(tabela) > 0) {
        LiveMarks marks = new LiveMarks(tabela);
        section(lines, title(tabela), list(tabela, marks), width);
        live |= marks.any;
      }
    }
    if (live) {
      lines.accept("");
      lines.accept(
          LIVE
              + " the session is still live"
              + (page.version() == 0 ? "" : ": a payment of another month refers to it, too"));
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
    if (page.overwritten()) {
      return "not the statement that this tool wrote";
    }
    return page.isLegacy() ? "by the old generator" : "version " + page.version();
  }

  private String title(Tabela tabela) {
    return String.format(
        Locale.ROOT, "%s (%s)", TITLES.get(tabela), Brazilian.count(page.size(tabela)));
  }

  private static void section(Consumer<String> lines, String title, TextTable table, int width) {
    if (!table.isEmpty()) {
      lines.accept("");
      lines.accept(title);
      table.print(TextWidth.less(width, INDENT.length()), line -> lines.accept(INDENT + line));
    }
  }

  private static TextTable totals(PageTotals totals) {
    TextTable table = new TextTable().word("").number("").word("");
    table.row(List.of("receita", Brazilian.money(totals.receita()), ""));
    table.row(List.of("comissões", Brazilian.money(totals.comissoes()), ""));
    table.row(List.of("despesas", Brazilian.money(totals.despesas()), ""));
    table.row(List.of("saldo", Brazilian.money(totals.saldo()), "receita − despesas"));
    table.row(
        List.of(
            "receita líquida",
            Brazilian.money(totals.receitaLiquida()),
            "receita − comissões − despesas"));
    return table;
  }

  private static TextTable artists(PageTotals totals) {
    TextTable table =
        new TextTable()
            .text("artista")
            .number("receita")
            .number("comissão")
            .number("a receber")
            .number("estúdio");
    totals
        .porArtista()
        .forEach(
            artista ->
                table.row(
                    List.of(
                        named(artista.nome()),
                        Brazilian.money(artista.receita()),
                        share(artista.comissao(), artista.receita()),
                        Brazilian.money(artista.comissao()),
                        Brazilian.money(artista.receita().subtract(artista.comissao())))));
    return table;
  }

  /** The part as a percentage of the whole, with one decimal. */
  private static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? "–"
        : Brazilian.percent(
            part.multiply(HUNDRED)
                .divide(whole, MathContext.DECIMAL64)
                .setScale(1, RoundingMode.HALF_UP));
  }

  private static String named(String name) {
    return name.isEmpty() ? "–" : name;
  }

  private static TextTable breakdown(List<PageTotals.Linha> lines, String heading) {
    TextTable table = new TextTable().text(heading).number("total");
    lines.forEach(line -> table.row(List.of(named(line.nome()), Brazilian.money(line.total()))));
    return table;
  }

  private TextTable list(Tabela tabela, LiveMarks marks) {
    TextTable table = new TextTable();
    List<Field> fields =
        Field.of(tabela).stream().filter(field -> !UNSEEN.contains(field)).toList();
    for (Field field : fields) {
      switch (field.format()) {
        case TEXT -> table.text(field.heading());
        case DATE -> table.word(field.heading());
        default -> table.number(field.heading());
      }
    }
    return table.rows(each -> page.forEach(tabela, item -> each.accept(marks.cells(fields, item))));
  }

  private static String cell(Field field, Item item) {
    String text = item.textOrEmpty(field.key());
    return switch (field.format()) {
      case MONEY -> amount(field, item, text, Brazilian::money);
      case PERCENT -> amount(field, item, text, Brazilian::percent);
      case DATE -> Brazilian.parseDay(text).map(Brazilian::day).orElse(text);
      case NUMBER, TEXT -> text;
    };
  }

  private static String amount(
      Field field, Item item, String otherwise, Function<BigDecimal, String> form) {
    @Nullable BigDecimal amount = item.amount(field.key());
    return amount == null ? otherwise : form.apply(amount);
  }
}
