package extrato.cli.output;

import extrato.month.statement.Deposits;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was held for clients, on a terminal. */
final class HeldTables {
  private HeldTables() {}

  static TextTable month(Deposits deposits) {
    TextTable table = new TextTable().word("").number("");
    table.row(List.of("guardado no mês", Brazilian.money(deposits.taken())));
    table.row(List.of("liberado", Brazilian.money(deposits.released())));
    table.row(List.of("devolvido", Brazilian.money(deposits.returned())));
    table.row(List.of("em aberto no fim", Brazilian.money(deposits.held())));
    return table;
  }

  static TextTable open(Deposits deposits) {
    TextTable table =
        new TextTable()
            .number("retenção")
            .text("cliente")
            .number("sessão")
            .word("desde")
            .word("vence")
            .number("valor");
    deposits
        .open()
        .forEach(
            hold ->
                table.row(
                    List.of(
                        String.valueOf(hold.number()),
                        hold.client(),
                        hold.session() == null ? "" : String.valueOf(hold.session()),
                        day(hold.since()),
                        day(hold.until()),
                        Brazilian.money(hold.amount()))));
    return table;
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : Brazilian.day(day);
  }
}
