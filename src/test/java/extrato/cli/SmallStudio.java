package extrato.cli;

import extrato.testing.StudioDatabase;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A studio with a few records, month by month, and with what the old generator left. */
final class SmallStudio {
  /**
   * A list of each kind, as the old generator wrote it: no ids where there is none, a field missing
   * here and there.
   */
  private static final String OLD_LISTS =
      """
      '[{"id": 7, "data": "%1$s-03", "cliente_name": "José", "artista_name": "Ana", "valor": 300.0,
         "forma_pagamento": "Pix", "observacoes": null, "sessao_id": 9, "sessao_data": "%1$s-02"},
        {"id": 8, "data": "%1$s-04T10:00:00", "valor": "100.50"}]'::%2$s,
      '[{"id": 9, "data": "%1$s-02", "cliente_name": "José", "artista_name": "Ana", "valor": 300.0, "status": "paid"}]'::%2$s,
      '[{"artista_name": "Ana", "valor": 120.0, "percentual": 40}]'::%2$s,
      '[{"data": "%1$s-05", "valor": 50.25, "descricao": "Luvas\\u001b[31m", "forma_pagamento": "Pix"}]'::%2$s,
      """;

  private static final String OLD_TOTALS =
      "'{\"receita_total\": 400.5, \"comissoes_total\": 120.0, \"despesas_total\": 50.25,"
          + " \"saldo\": 350.25}'::%s";

  private final StudioDatabase studio;
  private final AtomicInteger gastos = new AtomicInteger();

  /** One whose people are there already. */
  static SmallStudio peopled(StudioDatabase studio) {
    return new SmallStudio(studio, "");
  }

  SmallStudio(StudioDatabase studio) {
    this(
        studio,
        "insert into users (id, name, role) values (1, 'Ana', 'artist');"
            + "insert into clients (id, name) values (1, 'José')");
  }

  private SmallStudio(StudioDatabase studio, String people) {
    this.studio = studio;
    studio.execute(people);
  }

  /** A payment of R$ 1.000,00 on the day. */
  SmallStudio payment(String day) {
    studio.execute(
        String.format(
            Locale.ROOT,
            ("insert into pagamentos (data, valor, forma_pagamento, cliente_id, artista_id)"
                + " values ('%s', 1000, 'Pix', 1, 1)"),
            day));
    return this;
  }

  /** An expense of R$ 100,25 on the day. */
  SmallStudio expense(String day) {
    studio.execute(
        String.format(
            Locale.ROOT,
            ("insert into gastos (data, valor, descricao, forma_pagamento, created_by)"
                + " values ('%s', 100.25, 'Gasto %d', 'Pix', 1)"),
            day,
            gastos.incrementAndGet()));
    return this;
  }

  /** Closes the month as the old generator did, at a moment, with JSON in the columns. */
  SmallStudio closedByOldGenerator(int year, int month, String when) {
    return statement(
        year, month, when, lists(year, month), String.format(Locale.ROOT, OLD_TOTALS, "json"));
  }

  /** The same, with JSON text in JSON strings. */
  SmallStudio closedByOldGeneratorAsText(int year, int month, String when) {
    String lists = lists(year, month).lines().reduce("", (all, line) -> all + line + "\n");
    return statement(
        year,
        month,
        when,
        lists.replace("'::json", "'::json::text)").replace("'[", "to_json('["),
        "to_json(" + String.format(Locale.ROOT, OLD_TOTALS, "json") + "::text)");
  }

  private static String lists(int year, int month) {
    return String.format(
        Locale.ROOT, OLD_LISTS, String.format(Locale.ROOT, "%d-%02d", year, month), "json");
  }

  private SmallStudio statement(int year, int month, String when, String lists, String totals) {
    studio.execute(
        "insert into extratos (ano, mes, created_at, pagamentos, sessoes, comissoes, gastos,"
            + " totais)"
            + String.format(
                Locale.ROOT, " values (%d, %d, %s, %s %s)", year, month, when, lists, totals));
    return success(year, month, when);
  }

  /** Marks the month as closed, as the old generator did even where it had not closed it. */
  SmallStudio success(int year, int month, String when) {
    studio.execute(
        String.format(
            Locale.ROOT,
            ("insert into extrato_run_logs (ano, mes, run_at, status, message)"
                + " values (%d, %d, %s, 'success', 'Extrato generated')"),
            year,
            month,
            when));
    return this;
  }

  /** A run on record that has not ended. */
  SmallStudio running(String runId, String command, int year, int month) {
    studio.execute(
        String.format(
            Locale.ROOT,
            ("insert into extrato.runs (run_id, command, ano, mes, outcome, host, os_user, version)"
                + " values ('%s', '%s', %d, %d, 'running', 'servidor', 'ana', '5')"),
            runId,
            command,
            year,
            month));
    return this;
  }
}
