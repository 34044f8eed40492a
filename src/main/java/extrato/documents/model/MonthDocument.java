package extrato.documents.model;

import extrato.month.statement.ClosingFacts;
import extrato.month.statement.Deposits;
import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.month.statement.PageTotals;
import extrato.month.statement.StatementPage;
import extrato.studio.Tabela;
import extrato.support.messages.Messages;
import extrato.support.settings.StatementSettings;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A closed month: all that its page, its spreadsheet and its paper say. */
public final class MonthDocument {
  /** As many records as a browser bears, or a person would print; a spreadsheet has all. */
  public static final long MOST_LISTED = 60_000;

  private final StatementPage page;
  private final ClosingFacts facts;
  private final StatementSettings settings;
  private final ZoneId zone;
  private final Messages messages;
  private final Forms forms;

  public MonthDocument(
      StatementPage page, ClosingFacts facts, StatementSettings settings, ZoneId zone) {
    this.page = page;
    this.facts = facts;
    this.settings = settings;
    this.zone = zone;
    this.messages = Messages.in(settings.language());
    this.forms = new Forms(messages);
  }

  public Messages messages() {
    return messages;
  }

  public Forms forms() {
    return forms;
  }

  /** What the statement itself shows. */
  public StatementPage page() {
    return page;
  }

  public PageTotals totals() {
    return page.totals();
  }

  public Head head() {
    return new MonthHead(page, facts, settings, messages, forms).head(zone);
  }

  public List<Figure> figures() {
    PageTotals totals = page.totals();
    return List.of(
        figure(Figure.Amount.RECEITA, totals.valores().receita()),
        figure(Figure.Amount.COMISSOES, totals.valores().comissoes()),
        figure(Figure.Amount.DESPESAS, totals.valores().despesas()),
        figure(Figure.Amount.SALDO, totals.valores().saldo()),
        figure(Figure.Amount.LIQUIDA, totals.valores().receitaLiquida()));
  }

  private Figure figure(Figure.Amount amount, BigDecimal value) {
    String name = "figure." + amount.name();
    return new Figure(amount, messages.of(name), value, messages.of(name + ".how"));
  }

  /** What it is made of; of what came in, how it stands to the month before. */
  public String how(Figure figure) {
    List<MonthFigures> months = months();
    if (figure.amount() != Figure.Amount.RECEITA || months.size() < 2) {
      return figure.how();
    }
    MonthFigures before = months.get(months.size() - 2);
    BigDecimal change = Share.change(before.receita(), figure.value());
    return change == null
        ? figure.how()
        : messages.of(
            "figure.before",
            (change.signum() < 0 ? "" : "+") + forms.percent(change),
            forms.month(before.month()));
  }

  /** The months before, and this one at their end. */
  public List<MonthFigures> months() {
    PageTotals totals = page.totals();
    MonthFigures own =
        new MonthFigures(
            page.month(),
            page.written().overwritten() ? Standing.OVERWRITTEN : Standing.CLOSED,
            totals.valores().receita(),
            totals.valores().comissoes(),
            totals.valores().despesas());
    return Stream.concat(facts.before().months().stream(), Stream.of(own)).toList();
  }

  public Table monthsTable() {
    return new MonthsTable(messages, forms).of(months());
  }

  public Table artists() {
    PageTotals totals = page.totals();
    List<Table.Row> rows =
        totals.porArtista().stream()
            .map(artist -> artist(named(artist.nome()), artist.receita(), artist.comissao()))
            .toList();
    BigDecimal receita =
        sum(totals.porArtista().stream().map(PageTotals.Artista::receita).toList());
    BigDecimal comissao =
        sum(totals.porArtista().stream().map(PageTotals.Artista::comissao).toList());
    return Table.of(
        messages.of("table.artists"),
        List.of(
            text("column.artist"),
            money("column.revenue"),
            money("column.due"),
            new Column(messages.of("column.commission"), Column.Kind.PERCENT),
            money("column.studio")),
        rows,
        artist(messages.of("total"), receita, comissao));
  }

  private static Table.Row artist(String name, BigDecimal receita, BigDecimal comissao) {
    return Table.Row.of(
        name, receita, comissao, Share.percent(comissao, receita), receita.subtract(comissao));
  }

  public Table paymentForms() {
    return breakdown("table.forms", "column.form", page.totals().porForma());
  }

  public Table expenseForms() {
    return breakdown("table.expenseForms", "column.form", page.totals().gastosPorForma());
  }

  public Table categories() {
    return breakdown("table.categories", "column.category", page.totals().gastosPorCategoria());
  }

  private Table breakdown(String title, String by, List<PageTotals.Linha> lines) {
    BigDecimal whole = sum(lines.stream().map(PageTotals.Linha::total).toList());
    List<Table.Row> rows =
        lines.stream()
            .map(
                line ->
                    Table.Row.of(
                        named(line.nome()), line.total(), Share.percent(line.total(), whole)))
            .toList();
    return Table.of(
        messages.of(title),
        List.of(
            text(by),
            money("column.total"),
            new Column(messages.of("column.share"), Column.Kind.PERCENT)),
        rows,
        Table.Row.of(messages.of("total"), whole, Share.percent(whole, whole)));
  }

  public Table days() {
    List<PageTotals.Dia> days = page.totals().porDia();
    BigDecimal receita = sum(days.stream().map(PageTotals.Dia::receita).toList());
    BigDecimal despesas = sum(days.stream().map(PageTotals.Dia::despesas).toList());
    return Table.of(
        messages.of("table.days"),
        List.of(
            new Column(messages.of("column.day"), Column.Kind.DATE),
            money("column.revenue"),
            money("column.expenses")),
        days.stream().map(day -> Table.Row.of(day.dia(), day.receita(), day.despesas())).toList(),
        Table.Row.of(messages.of("total"), receita, despesas));
  }

  /** Money that was held for clients: what the month brought, then what was open at its end. */
  public List<Table> deposits() {
    Deposits held = held();
    return held == null ? List.of() : new DepositTables(messages).of(held);
  }

  /** The same as amounts; null where none was held. */
  public @Nullable Deposits held() {
    return facts.deposits();
  }

  /** What the month adds up to, each of them a table of its own. */
  public List<Table> breakdowns() {
    Stream<Table> own =
        Stream.of(artists(), paymentForms(), expenseForms(), categories(), days(), monthsTable());
    return Stream.concat(own, deposits().stream()).filter(table -> !table.isEmpty()).toList();
  }

  /** The records, table by table. */
  public List<RecordList> lists() {
    List<RecordList> lists = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      if (page.size(tabela) > 0) {
        lists.add(new RecordList(page, tabela, facts.stayed(), messages, zone));
      }
    }
    return lists;
  }

  /** Whether records were left out of the statement itself. */
  public boolean listsOmitted() {
    return page.lists().omitted();
  }

  private Column text(String heading) {
    return new Column(messages.of(heading), Column.Kind.TEXT);
  }

  private Column money(String heading) {
    return new Column(messages.of(heading), Column.Kind.MONEY);
  }

  private static String named(String name) {
    return name.isEmpty() ? "–" : name;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
