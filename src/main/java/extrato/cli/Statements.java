package extrato.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;

/** What a month's statement says, in a few lines. */
final class Statements {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Statements() {}

  static List<String> lines(String totals) {
    try {
      JsonNode tree = JSON.readTree(totals);
      return List.of(
          line("receita", tree.path("receita_total")),
          line("comissões", tree.path("comissoes_total")),
          line("despesas", tree.path("despesas_total")),
          line("saldo", tree.path("saldo")),
          line("receita líquida", tree.path("receita_liquida")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String line(String name, JsonNode amount) {
    return String.format(Locale.ROOT, "  %-18s%20s", name, Console.reais(amount.asText("0")));
  }
}
