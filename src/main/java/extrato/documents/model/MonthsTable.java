package extrato.documents.model;

import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.util.List;

/** Months under each other, with what they add up to. */
record MonthsTable(Messages messages, Forms forms) {
  Table of(List<MonthFigures> months) {
    return Table.of(
        messages.of("table.months"),
        List.of(
            new Column(messages.of("column.month"), Column.Kind.TEXT),
            money("figure.RECEITA"),
            money("figure.COMISSOES"),
            money("figure.DESPESAS"),
            money("figure.SALDO"),
            money("figure.LIQUIDA"),
            new Column(messages.of("column.state"), Column.Kind.TEXT)),
        months.stream().map(this::row).toList(),
        null);
  }

  private Table.Row row(MonthFigures month) {
    return Table.Row.of(
        forms.month(month.month()),
        month.receita(),
        month.comissoes(),
        month.despesas(),
        month.saldo(),
        month.receitaLiquida(),
        messages.of("state." + month.standing().name()));
  }

  private Column money(String heading) {
    return new Column(messages.of(heading), Column.Kind.MONEY);
  }
}
