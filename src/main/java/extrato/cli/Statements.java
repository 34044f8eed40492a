package extrato.cli;

import extrato.archive.Totals;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.util.List;

/** What a month's statement says, in a few lines. */
final class Statements {
  private Statements() {}

  static List<String> lines(Totals totals) {
    Money receita = totals.of(Tabela.PAGAMENTOS).money();
    Money comissoes = totals.of(Tabela.COMISSOES).money();
    Money despesas = totals.of(Tabela.GASTOS).money();
    return List.of(
        line("receita", receita),
        line("comissões", comissoes),
        line("despesas", despesas),
        line("saldo", receita.minus(despesas)),
        line("receita líquida", receita.minus(comissoes).minus(despesas)));
  }

  private static String line(String name, Money money) {
    return "  %-18s%20s".formatted(name, Console.reais(money.toString()));
  }
}
