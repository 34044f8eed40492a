package extrato.cli.output;

import extrato.support.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A month's statement in a few lines. */
public final class Statements {
  private Statements() {}

  public static List<String> lines(String totals) {
    Map<?, ?> amounts = amounts(totals);
    return List.of(
        line("receita", amounts.get("receita_total")),
        line("comissões", amounts.get("comissoes_total")),
        line("despesas", amounts.get("despesas_total")),
        line("saldo", amounts.get("saldo")),
        line("receita líquida", amounts.get("receita_liquida")));
  }

  private static Map<?, ?> amounts(String totals) {
    try {
      return JsonText.read(totals.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
          ? map
          : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(String name, @Nullable Object amount) {
    return String.format(
        Locale.ROOT,
        "  %-18s%20s",
        name,
        Brazilian.reais(amount == null ? "0" : amount.toString()));
  }
}
