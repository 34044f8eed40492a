package extrato.cli.output;

import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod;
import extrato.month.statement.PageTotals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Months side by side as JSON. */
public final class PeriodDetails {
  private PeriodDetails() {}

  public static Result of(MonthPeriod period, Result result) {
    return result.with("months", period.months().stream().map(PeriodDetails::month).toList());
  }

  private static Map<String, @Nullable Object> month(MonthPeriod.Entry month) {
    MonthFigures figures = month.figures();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("month", figures.month().toString());
    details.put("state", month.standing().name().toLowerCase(Locale.ROOT));
    details.put("receita", Brazilian.plainOrNull(figures.receita()));
    details.put("comissoes", Brazilian.plainOrNull(figures.comissoes()));
    details.put("despesas", Brazilian.plainOrNull(figures.despesas()));
    details.put("saldo", Brazilian.plainOrNull(figures.saldo()));
    details.put("receita_liquida", Brazilian.plainOrNull(figures.receitaLiquida()));
    details.put("por_artista", artists(month.artists()));
    return details;
  }

  private static List<Map<String, String>> artists(List<PageTotals.Artista> artists) {
    return artists.stream()
        .map(
            artist ->
                Map.of(
                    "artista", artist.nome(),
                    "receita", Brazilian.plain(artist.receita()),
                    "a_receber", Brazilian.plain(artist.comissao())))
        .toList();
  }
}
