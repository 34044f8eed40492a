package extrato.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import extrato.month.statement.Deposits;
import extrato.month.statement.Field;
import extrato.month.statement.Item;
import extrato.month.statement.PageTotals;
import extrato.month.statement.StatementPage;
import extrato.studio.Tabela;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A closed month as JSON. Every list has the same keys, whoever wrote the statement. */
public final class MonthDetails {
  private MonthDetails() {}

  /**
   * @param deposits null where none were held
   */
  public static Result of(StatementPage page, @Nullable Deposits deposits, Result result) {
    Instant created = page.written().at();
    Result full =
        result
            .with("version", page.written().version())
            .with("legacy", page.isLegacy())
            .with("overwritten", page.written().overwritten())
            .with("created", created == null ? null : created.toString())
            .with("lists_omitted", page.lists().omitted())
            .with("totais", totals(page.totals()))
            .with("depositos", deposits == null ? null : deposits(deposits));
    for (Tabela tabela : Tabela.values()) {
      full = full.with(tabela.table(), new Records(page, tabela));
    }
    return full;
  }

  /** A list that is written record by record. */
  private static final class Records extends JsonSerializable.Base {
    private final StatementPage page;
    private final Tabela tabela;

    Records(StatementPage page, Tabela tabela) {
      this.page = page;
      this.tabela = tabela;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
      json.writeStartArray();
      page.forEach(
          tabela,
          item -> {
            try {
              provider.defaultSerializeValue(item(page, tabela, item), json);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      json.writeEndArray();
    }

    @Override
    public void serializeWithType(
        JsonGenerator json, SerializerProvider provider, TypeSerializer types) throws IOException {
      serialize(json, provider);
    }
  }

  private static Map<String, Object> totals(PageTotals totals) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("receita_total", Brazilian.plain(totals.valores().receita()));
    details.put("comissoes_total", Brazilian.plain(totals.valores().comissoes()));
    details.put("despesas_total", Brazilian.plain(totals.valores().despesas()));
    details.put("saldo", Brazilian.plain(totals.valores().saldo()));
    details.put("receita_liquida", Brazilian.plain(totals.valores().receitaLiquida()));
    details.put("por_artista", totals.porArtista().stream().map(MonthDetails::artist).toList());
    details.put("por_forma_pagamento", lines(totals.porForma(), "forma"));
    details.put("gastos_por_forma_pagamento", lines(totals.gastosPorForma(), "forma"));
    details.put("gastos_por_categoria", lines(totals.gastosPorCategoria(), "categoria"));
    return details;
  }

  private static Map<String, Object> deposits(Deposits deposits) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("guardado", Brazilian.plain(deposits.taken()));
    details.put("liberado", Brazilian.plain(deposits.released()));
    details.put("devolvido", Brazilian.plain(deposits.returned()));
    details.put("em_aberto", Brazilian.plain(deposits.held()));
    details.put("abertos", deposits.open().stream().map(MonthDetails::hold).toList());
    return details;
  }

  private static Map<String, @Nullable Object> hold(Deposits.Hold hold) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("retencao", hold.number());
    details.put("cliente", hold.client());
    details.put("sessao", hold.session());
    details.put("desde", hold.since() == null ? null : hold.since().toString());
    details.put("vence", hold.until() == null ? null : hold.until().toString());
    details.put("valor", Brazilian.plain(hold.amount()));
    return details;
  }

  private static Map<String, String> artist(PageTotals.Artista artista) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("artista", artista.nome());
    details.put("receita", Brazilian.plain(artista.receita()));
    details.put("comissao", Brazilian.plain(artista.comissao()));
    details.put("a_receber", Brazilian.plain(artista.comissao()));
    details.put("estudio", Brazilian.plain(artista.receita().subtract(artista.comissao())));
    return details;
  }

  private static List<Map<String, String>> lines(List<PageTotals.Linha> lines, String key) {
    return lines.stream()
        .map(
            line -> {
              Map<String, String> details = new LinkedHashMap<>();
              details.put(key, line.nome());
              details.put("total", Brazilian.plain(line.total()));
              return details;
            })
        .toList();
  }

  private static Map<String, @Nullable Object> item(StatementPage page, Tabela tabela, Item item) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    for (Field field : Field.of(tabela)) {
      details.put(field.key(), value(field, item));
    }
    if (tabela == Tabela.PAGAMENTOS || tabela == Tabela.SESSOES) {
      details.put("session_live", page.isLive(tabela, item));
    }
    return details;
  }

  private static @Nullable Object value(Field field, Item item) {
    String text = item.text(field.key());
    return switch (field.format()) {
      case MONEY, PERCENT -> {
        BigDecimal amount = item.amount(field.key());
        yield amount == null ? text : Brazilian.plain(amount);
      }
      case NUMBER -> {
        Long id = item.id(field.key());
        yield id == null ? text : id;
      }
      case DATE, TEXT, MOMENT -> text;
    };
  }
}
