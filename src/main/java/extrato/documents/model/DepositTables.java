package extrato.documents.model;

import extrato.month.statement.Deposits;
import extrato.support.messages.Messages;
import java.util.List;

/** What was held for clients, as tables. */
record DepositTables(Messages messages) {
  List<Table> of(Deposits deposits) {
    return List.of(month(deposits), open(deposits));
  }

  private Table month(Deposits deposits) {
    return Table.of(
        messages.of("table.deposits"),
        List.of(column("column.deposit", Column.Kind.TEXT), money("column.total")),
        List.of(
            Table.Row.of(messages.of("deposit.taken"), deposits.taken()),
            Table.Row.of(messages.of("deposit.released"), deposits.released()),
            Table.Row.of(messages.of("deposit.returned"), deposits.returned()),
            Table.Row.of(messages.of("deposit.held"), deposits.held())),
        null);
  }

  private Table open(Deposits deposits) {
    return Table.of(
        messages.of("table.holds"),
        List.of(
            column("field.ID", Column.Kind.NUMBER),
            column("field.CLIENTE", Column.Kind.TEXT),
            column("field.SESSAO_ID", Column.Kind.NUMBER),
            column("column.since", Column.Kind.DATE),
            column("column.until", Column.Kind.DATE),
            money("field.VALOR")),
        deposits.open().stream()
            .map(
                hold ->
                    Table.Row.of(
                        hold.number(),
                        hold.client(),
                        hold.session(),
                        hold.since(),
                        hold.until(),
                        hold.amount()))
            .toList(),
        Table.Row.of(messages.of("total"), null, null, null, null, deposits.held()));
  }

  private Column money(String heading) {
    return column(heading, Column.Kind.MONEY);
  }

  private Column column(String heading, Column.Kind kind) {
    return new Column(messages.of(heading), kind);
  }
}
