package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.work.importing.files.ImportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/** Closed months that records would be late for, or are. */
final class ClosedMonths {
  private ClosedMonths() {}

  /** Those of staged records. */
  static List<Month> of(Snapshot snapshot, ImportStage stage) {
    return of(snapshot, days(stage::has, stage::tableOf));
  }

  /** Those of the live records whose ids are staged. */
  static List<Month> ofLive(Snapshot snapshot, ImportStage stage) {
    return of(
        snapshot,
        days(
            (table, column) -> hasLive(stage, table, column),
            table ->
                String.format(
                    Locale.ROOT,
                    "(select t.* from :\"studio\".%s t where t.id in (select m.id from %s m))",
                    table,
                    stage.tableOf(table))));
  }

  private static boolean hasLive(ImportStage stage, String table, String column) {
    return ImportTable.named(table)
        .filter(stage.tables()::contains)
        .filter(
            one ->
                stage.target(one).table().columns().stream()
                    .anyMatch(known -> known.name().equals(column)))
        .isPresent();
  }

  private static List<Month> of(Snapshot snapshot, List<String> days) {
    if (days.isEmpty() || !snapshot.hasStudioTable("extratos")) {
      return List.of();
    }
    return snapshot
        .query(
            String.format(
                Locale.ROOT,
                """
                select m.ano, m.mes
                from (
                  select distinct extract(year from q.dia)::integer as ano, extract(month from q.dia)::integer as mes
                  from (select distinct d.dia from (%s) d (dia)) q
                  where q.dia is not null
                ) m
                join :"studio".extratos e on e.ano = m.ano and e.mes = m.mes
                order by m.ano, m.mes\
                """,
                String.join(" union all ", days)))
        .map((row, context) -> new Month(row.getInt("ano"), row.getInt("mes")))
        .list();
  }

  /** The days that say which month a record is of: those of its payment, if it has one. */
  private static List<String> days(BiPredicate<String, String> has, UnaryOperator<String> rows) {
    List<String> days = new ArrayList<>();
    for (String table : List.of("pagamentos", "gastos")) {
      if (has.test(table, "data")) {
        days.add("select s.data from " + rows.apply(table) + " s");
      }
    }
    if (has.test("sessoes", "payment_id")) {
      days.add(ofPayment(rows.apply("sessoes"), "p.id = s.payment_id"));
    }
    if (has.test("sessoes", "id")) {
      days.add(ofPayment(rows.apply("sessoes"), "p.sessao_id = s.id"));
    }
    if (has.test("comissoes", "pagamento_id")) {
      days.add(ofPayment(rows.apply("comissoes"), "p.id = s.pagamento_id"));
    }
    if (has.test("comissoes", "created_at")) {
      days.add(
          "select (s.created_at :local_moment)::date from "
              + rows.apply("comissoes")
              + " s"
              + (has.test("comissoes", "pagamento_id") ? " where s.pagamento_id is null" : ""));
    }
    return days;
  }

  private static String ofPayment(String rows, String condition) {
    return "select p.data from " + rows + " s join :\"studio\".pagamentos p on " + condition;
  }
}
