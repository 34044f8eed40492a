package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.work.importing.files.ImportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Closed months that staged records would be late for. */
final class ClosedMonths {
  private ClosedMonths() {}

  static List<Month> of(Snapshot snapshot, ImportStage stage) {
    List<String> days = days(stage);
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
                  select distinct extract(year from d.dia)::integer as ano, extract(month from d.dia)::integer as mes
                  from (%s) d (dia)
                  where d.dia is not null
                ) m
                join :"studio".extratos e on e.ano = m.ano and e.mes = m.mes
                order by m.ano, m.mes\
                """,
                String.join(" union all ", days)))
        .map((row, context) -> new Month(row.getInt("ano"), row.getInt("mes")))
        .list();
  }

  /** The days that say which month a record is of: those of its payment, if it has one. */
  private static List<String> days(ImportStage stage) {
    List<String> days = new ArrayList<>();
    for (ImportTable table : List.of(ImportTable.PAGAMENTOS, ImportTable.GASTOS)) {
      if (stage.has(table.table(), "data")) {
        days.add("select s.data from " + stage.tableOf(table) + " s");
      }
    }
    if (stage.has("sessoes", "payment_id")) {
      days.add(ofPayment(stage, ImportTable.SESSOES, "p.id = s.payment_id"));
    }
    if (stage.has("sessoes", "id")) {
      days.add(ofPayment(stage, ImportTable.SESSOES, "p.sessao_id = s.id"));
    }
    if (stage.has("comissoes", "pagamento_id")) {
      days.add(ofPayment(stage, ImportTable.COMISSOES, "p.id = s.pagamento_id"));
    }
    if (stage.has("comissoes", "created_at")) {
      days.add(
          "select (s.created_at :local_moment)::date from "
              + stage.tableOf(ImportTable.COMISSOES)
              + " s"
              + (stage.has("comissoes", "pagamento_id") ? " where s.pagamento_id is null" : ""));
    }
    return days;
  }

  private static String ofPayment(ImportStage stage, ImportTable table, String condition) {
    return "select p.data from "
        + stage.tableOf(table)
        + " s join :\"studio\".pagamentos p on "
        + condition;
  }
}
