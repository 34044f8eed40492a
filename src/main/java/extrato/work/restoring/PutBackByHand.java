package extrato.work.restoring;

import extrato.month.selection.TakenId;
import extrato.month.selection.TakenIds;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Live records that equal records of the archive in every value: somebody put them back by hand.
 */
final class PutBackByHand {
  private PutBackByHand() {}

  /** The month's books without these records, which are in the archive's backup already. */
  static MonthBooks without(MonthBooks books) {
    Map<Tabela, List<Long>> found = new EnumMap<>(Tabela.class);
    TakenIds.of(books).ofTheMonth().stream()
        .filter(taken -> taken.itself() || is(books, taken.tabela(), taken.id()))
        .collect(
            Collectors.groupingBy(
                TakenId::tabela, Collectors.mapping(TakenId::id, Collectors.toList())))
        .forEach(found::put);
    return found.isEmpty() ? books : books.without(found);
  }

  static boolean is(Snapshot snapshot, Tabela tabela, long id) {
    return isArchived(
        snapshot, tabela, id, snapshot.studio().columns(tabela).stream().map(Column::name));
  }

  /** Whether an archive holds a record of that id with the live one's values in these columns. */
  static boolean isArchived(Snapshot snapshot, Tabela tabela, long id, Stream<String> columns) {
    String same =
        columns
            .map(
                column ->
                    String.format(
                        Locale.ROOT,
                        "r.registro ->> %s is not distinct from %s",
                        Sql.literal(column),
                        Sql.text("t." + Sql.quoted(column))))
            .collect(Collectors.joining(" and "));
    return snapshot
        .query(
            String.format(
                Locale.ROOT,
                """
                select exists (
                  select from :"studio".%s t
                  join extrato.lotes l on l.tabela = '%s' and (l.primeiro_id is null or t.id between l.primeiro_id and l.ultimo_id)
                  join extrato.versoes v on v.ano = l.ano and v.mes = l.mes and v.versao = l.versao and v.restaurada_em is null
                  cross join lateral pg_catalog.jsonb_array_elements(l.registros) r (registro)
                  where t.id = :id and %s
                )\
                """,
                tabela.table(),
                tabela.table(),
                same))
        .bind("id", id)
        .mapTo(boolean.class)
        .one();
  }
}
