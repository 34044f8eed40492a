package extrato.documents.model;

import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.month.statement.PageTotals;
import extrato.support.messages.Messages;
import extrato.support.settings.StatementSettings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Months side by side: all that their page and their spreadsheet say. */
public final class PeriodDocument {
  private final MonthPeriod period;
  private final StatementSettings settings;
  private final Messages messages;
  private final Forms forms;

  public PeriodDocument(MonthPeriod period, StatementSettings settings) {
    this.period = period;
    this.settings = settings;
    this.messages = Messages.in(settings.language());
    this.forms = new Forms(messages);
  }

  public Messages messages() {
    return messages;
  }

  public Forms forms() {
    return forms;
  }

  public Head head() {
    List<MonthFigures> months = figures();
    String studio = settings.studioName();
    String subject =
        messages.of(
            "period",
            forms.month(months.get(0).month()),
            forms.month(months.get(months.size() - 1).month()));
    List<String> notes = new ArrayList<>();
    if (count(Standing.OPEN) > 0) {
      notes.add(messages.of("note.period.open"));
    }
    if (count(Standing.OVERWRITTEN) > 0) {
      notes.add(messages.of("note.period.overwritten"));
    }
    return new Head(
        Head.Sender.of(settings),
        messages.of("title.report"),
        subject,
        new Head.Edition(
            messages.of("state.period", period.closed(), count(Standing.OPEN)),
            messages.of("proof.period"),
            null,
            subject),
        Stream.of(studio == null ? "" : studio, messages.of("title.report"), subject)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" · ")),
        notes);
  }

  private long count(Standing standing) {
    return period.months().stream().filter(month -> month.standing() == standing).count();
  }

  public List<MonthFigures> figures() {
    return period.months().stream().map(MonthPeriod.Entry::figures).toList();
  }

  /** The months, how each compares with the one before, and what they add up to. */
  public Table months() {
    List<Table.Row> rows = new ArrayList<>();
    @Nullable BigDecimal before = null;
    for (MonthPeriod.Entry month : period.months()) {
      MonthFigures figures = month.figures();
      rows.add(
          Table.Row.of(
              forms.month(figures.month()),
              figures.receita(),
              Share.change(before, figures.receita()),
              figures.comissoes(),
              figures.despesas(),
              figures.saldo(),
              figures.receitaLiquida(),
              messages.of("state." + month.standing().name())));
      before = figures.receita();
    }
    return Table.of(
        messages.of("table.months"),
        List.of(
            text("column.month"),
            money("figure.RECEITA"),
            new Column(messages.of("column.change"), Column.Kind.PERCENT),
            money("figure.COMISSOES"),
            money("figure.DESPESAS"),
            money("figure.SALDO"),
            money("figure.LIQUIDA"),
            text("column.state")),
        rows,
        Table.Row.of(
            messages.of("total"),
            sum(MonthFigures::receita),
            null,
            sum(MonthFigures::comissoes),
            sum(MonthFigures::despesas),
            sum(MonthFigures::saldo),
            sum(MonthFigures::receitaLiquida),
            null));
  }

  public BigDecimal sum(Function<MonthFigures, @Nullable BigDecimal> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (MonthFigures month : figures()) {
      BigDecimal own = amount.apply(month);
      sum = own == null ? sum : sum.add(own);
    }
    return sum;
  }

  /** What each artist brought in, month by month. */
  public Table artists() {
    return byArtist("table.artists.revenue", PageTotals.Artista::receita);
  }

  /** What each artist is to receive, month by month. */
  public Table commissions() {
    return byArtist("table.artists.due", PageTotals.Artista::comissao);
  }

  private Table byArtist(String title, Function<PageTotals.Artista, BigDecimal> amount) {
    List<MonthPeriod.Entry> closed =
        period.months().stream().filter(month -> month.standing().isClosed()).toList();
    int sums = closed.size() + 1;
    SortedMap<String, @Nullable Object[]> rows = new TreeMap<>();
    @Nullable Object[] total = new Object[sums + 1];
    total[0] = messages.of("total");
    for (int at = 0; at < closed.size(); at++) {
      for (PageTotals.Artista artist : closed.get(at).artists()) {
        @Nullable Object[] row = rows.computeIfAbsent(artist.nome(), name -> new Object[sums + 1]);
        row[0] = artist.nome().isEmpty() ? "–" : artist.nome();
        for (int column : new int[] {at + 1, sums}) {
          row[column] = plus(row[column], amount.apply(artist));
          total[column] = plus(total[column], amount.apply(artist));
        }
      }
    }
    List<Column> columns = new ArrayList<>(List.of(text("column.artist")));
    closed.forEach(
        month ->
            columns.add(new Column(forms.briefMonth(month.figures().month()), Column.Kind.MONEY)));
    columns.add(money("column.total"));
    return Table.of(
        messages.of(title),
        columns,
        rows.values().stream().map(cells -> new Table.Row(Arrays.asList(cells))).toList(),
        new Table.Row(Arrays.asList(total)));
  }

  private static BigDecimal plus(@Nullable Object sum, BigDecimal amount) {
    return sum instanceof BigDecimal before ? before.add(amount) : amount;
  }

  private Column text(String heading) {
    return new Column(messages.of(heading), Column.Kind.TEXT);
  }

  private Column money(String heading) {
    return new Column(messages.of(heading), Column.Kind.MONEY);
  }
}
