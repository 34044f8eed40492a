package extrato.life;

import static java.util.Objects.requireNonNull;

import extrato.life.Account.Entry;
import extrato.life.Account.Fate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The web application's own generator, which closes a month when a page is opened and there is no
 * {@code success} row. It writes JSON text in JSON strings and sums of binary fractions, lists
 * records by their own dates, and deletes them by their payment.
 */
final class OldGenerator {
  private final World world;

  OldGenerator(World world) {
    this.world = world;
  }

  void page(Draws d) {
    YearMonth month = world.thisMonth().minusMonths(1);
    boolean done =
        !world
            .studio()
            .rows("select 1 from extrato_run_logs where status = 'success' and " + where(month))
            .isEmpty();
    if (!done && !world.sight().hasStatement(month)) {
      generate(month, false);
    }
  }

  /** Somebody presses the button and confirms. */
  void forced(Draws d) {
    YearMonth month = world.thisMonth().minusMonths(d.of(1, 1, 2));
    generate(month, world.sight().hasStatement(month));
  }

  private void generate(YearMonth month, boolean over) {
    List<Row> payments = rows("pagamentos", row -> YearMonth.from(row.data()).equals(month));
    List<Row> sessions = rows("sessoes", row -> YearMonth.from(row.data()).equals(month));
    List<Row> commissions = rows("comissoes", row -> isCreatedIn(month, row));
    List<Row> expenses = rows("gastos", row -> YearMonth.from(row.data()).equals(month));
    Set<Long> ids = payments.stream().map(Row::id).collect(Collectors.toSet());
    if (ids.isEmpty() && expenses.isEmpty()) {
      return;
    }
    Set<Long> leaving = new HashSet<>();
    payments.forEach(row -> leaving.add(Objects.requireNonNullElse(row.number("sessao_id"), -1L)));
    rows("sessoes", row -> ids.contains(Objects.requireNonNullElse(row.number("payment_id"), -1L)))
        .forEach(row -> leaving.add(row.id()));
    String in = in(ids);
    String sql =
        (over ? keep(month) + "delete from extratos where " + where(month) + ";\n" : "")
            + String.format(
                Locale.ROOT,
                "insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais,"
                    + " created_at) values (%d, %d, %s, %s, %s, %s, %s, '%s');\n",
                month.getMonthValue(),
                month.getYear(),
                text(payments),
                text(sessions),
                text(commissions),
                text(expenses),
                totals(payments),
                world.now())
            + "delete from comissoes where pagamento_id in "
            + in
            + ";\n"
            + "update sessoes set payment_id = null where payment_id in "
            + in
            + ";\n"
            + "update pagamentos set sessao_id = null where sessao_id in "
            + in(leaving)
            + " or id in "
            + in
            + ";\n"
            + "delete from sessoes where id in "
            + in(leaving)
            + ";\n"
            + "delete from pagamentos where id in "
            + in
            + ";\n"
            + "delete from gastos where id in "
            + in(expenses.stream().map(Row::id).collect(Collectors.toSet()))
            + ";\n"
            + String.format(
                Locale.ROOT,
                "insert into extrato_run_logs (mes, ano, status, message) values (%d, %d,"
                    + " 'success', 'gerado') on conflict (mes, ano, status) do update set message ="
                    + " excluded.message",
                month.getMonthValue(),
                month.getYear());
    if (world.studioDoes(sql)) {
      world.tampered.add(month);
      world.mergedOver.remove(month);
      world.troubles.add(Trouble.GENERATOR);
      Set<String> listed = new HashSet<>();
      List.of(payments, sessions, commissions, expenses)
          .forEach(rows -> rows.forEach(row -> listed.add(row.token())));
      world
          .account()
          .with(Fate.DELETED)
          .filter(entry -> listed.contains(entry.token))
          .toList()
          .forEach(this::isListed);
    }
  }

  private void isListed(Entry entry) {
    entry.fate = Fate.LISTED;
  }

  /** Its page for undoing: what the statement lists becomes live again, as far as the list says. */
  void undo(Draws d) {
    List<YearMonth> months =
        world.tampered.stream()
            .filter(world.sight()::hasStatement)
            .filter(month -> !world.sight().versions().containsKey(month))
            .sorted()
            .toList();
    if (months.isEmpty()) {
      return;
    }
    YearMonth month = d.pick(months);
    Set<String> told = requireNonNull(world.sight().statements().get(month)).tokens();
    List<String> inserts = new ArrayList<>();
    world
        .account()
        .with(Fate.LISTED)
        .filter(entry -> told.contains(entry.token))
        .filter(entry -> entry.table.equals("pagamentos") || entry.table.equals("gastos"))
        .forEach(entry -> inserts.add(insert(entry.last)));
    inserts.add("delete from extratos where " + where(month));
    inserts.add("delete from extrato_run_logs where status = 'success' and " + where(month));
    if (world.studioDoes(String.join(";\n", inserts))) {
      world
          .account()
          .with(Fate.LISTED)
          .filter(entry -> !isStillListed(entry))
          .toList()
          .forEach(entry -> entry.fate = Fate.DELETED);
      world.tampered.remove(month);
    }
  }

  private boolean isStillListed(Entry entry) {
    return world.sight().attic().contains(entry.token + " ")
        || world.sight().statements().values().stream()
            .anyMatch(s -> s.tokens().contains(entry.token));
  }

  private static String insert(Row row) {
    return row.table().equals("gastos")
        ? String.format(
            Locale.ROOT,
            "insert into gastos (data, valor, descricao, forma_pagamento, created_by) values ('%s',"
                + " %s, '%s', '%s', %s)",
            row.get("data"),
            row.get("valor"),
            quoted(row.get("descricao")),
            row.get("forma_pagamento"),
            row.get("created_by"))
        : String.format(
            Locale.ROOT,
            "insert into pagamentos (id, data, valor, observacoes, forma_pagamento, artista_id)"
                + " values (%d, '%s', %s, '%s', '%s', %s)",
            row.id(),
            row.get("data"),
            row.get("valor"),
            quoted(row.get("observacoes")),
            row.get("forma_pagamento"),
            row.get("artista_id"));
  }

  private static String keep(YearMonth month) {
    return String.format(
        Locale.ROOT,
        """
        insert into extrato_snapshots (snapshot_id, mes, ano, data, correlation_id)
          select 'web' || coalesce((select max(id) from extrato_snapshots), 0) + 1, mes, ano,
            to_json(json_build_object('extrato_id', id, 'mes', mes, 'ano', ano, 'pagamentos', pagamentos, 'sessoes', sessoes, 'comissoes', comissoes, 'gastos', gastos, 'totais', totais)::text), 'web'
          from extratos where %s;
        """,
        where(month));
  }

  private List<Row> rows(String table, Predicate<Row> which) {
    return world.sight().live(table).stream().filter(which).toList();
  }

  private boolean isCreatedIn(YearMonth month, Row row) {
    String created = row.get("created_at");
    return created != null
        && YearMonth.from(Selection.instant(created).atZone(world.zone)).equals(month);
  }

  private static String where(YearMonth month) {
    return "ano = " + month.getYear() + " and mes = " + month.getMonthValue();
  }

  private static String in(Set<Long> ids) {
    return ids.isEmpty()
        ? "(-1)"
        : ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  /** A JSON string that contains JSON text. */
  private static String text(List<Row> rows) {
    String list =
        rows.stream()
            .map(
                row ->
                    String.format(
                        Locale.ROOT,
                        "{\"%s\": \"%s\", \"valor\": %s%s}",
                        row.table().equals("gastos") ? "descricao" : "observacoes",
                        String.valueOf(
                                row.get(row.table().equals("gastos") ? "descricao" : "observacoes"))
                            .replace("\"", "\\\""),
                        Double.parseDouble(String.valueOf(row.get("valor"))),
                        row.table().equals("comissoes") || row.table().equals("gastos")
                            ? ""
                            : ", \"id\": " + row.id()))
            .collect(Collectors.joining(", ", "[", "]"));
    return string(list);
  }

  private static String totals(List<Row> payments) {
    double receita =
        payments.stream()
            .mapToDouble(row -> Double.parseDouble(String.valueOf(row.get("valor"))))
            .sum();
    return string(
        "{\"receita_total\": " + receita + ", \"comissoes_total\": 0.0, \"despesas_total\": 0.0}");
  }

  private static String string(String json) {
    return "to_json('" + quoted(json) + "'::text)";
  }

  private static String quoted(@Nullable Object text) {
    return String.valueOf(text).replace("'", "''");
  }
}
