package extrato.work.restoring;

import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sessions of a file that are not live, because they left with another month, whose archive holds
 * other values of them. Which are the later ones, only the studio knows.
 */
final class LeftSessions {
  private static final String ELSEWHERE = Sql.load(LeftSessions.class, "sessions_elsewhere.sql");
  private static final String ARCHIVES = "the archive of another month";
  private static final int SHOWN = 20;

  private LeftSessions() {}

  static Deviation deviation(Stage stage) {
    MonthBooks books = stage.books();
    if (!books.knowsBackups()
        || !stage.hasRecords(Tabela.SESSOES)
        || !stage.hasAll(Tabela.SESSOES, List.of("created_at", "cliente_id"))) {
      return new Deviation(ARCHIVES, 0, 0, 0, List.of(), null);
    }
    List<OtherValue> others =
        books
            .query(differing(stage))
            .bindMap(StagedIds.of(stage, Tabela.SESSOES).range())
            .map(
                (row, context) ->
                    new OtherValue(
                        Tabela.SESSOES.table(),
                        row.getLong("id"),
                        row.getString("coluna"),
                        row.getString("do_arquivo"),
                        row.getString("arquivado"),
                        "differs from the archive of " + row.getString("mes")))
            .list();
    Set<Long> sessions =
        others.stream().map(OtherValue::id).collect(Collectors.toCollection(LinkedHashSet::new));
    return new Deviation(
        ARCHIVES, 0, 0, sessions.size(), others.subList(0, Math.min(SHOWN, others.size())), null);
  }

  private static String differing(Stage stage) {
    List<String> values = new ArrayList<>();
    for (Column column : stage.books().studio().columns(Tabela.SESSOES)) {
      if (stage.hasAll(Tabela.SESSOES, List.of(column.name()))) {
        values.add(values(column));
      }
    }
    return String.format(
        Locale.ROOT,
        "select s.id::bigint as id, c.coluna, c.do_arquivo, c.arquivado,"
            + " pg_catalog.lpad(o.mes::text, 2, '0') || '/' || o.ano as mes from %s s join (%s) o"
            + " on o.id = s.id and o.campos ->> 'created_at' = pg_catalog.concat(s.created_at)"
            + " and o.campos ->> 'cliente_id' = pg_catalog.concat(s.cliente_id) cross join lateral"
            + " (values %s) c (coluna, do_arquivo, arquivado) where"
            + " pg_catalog.jsonb_exists(o.campos, c.coluna) and c.do_arquivo is distinct from"
            + " c.arquivado and not exists (select from :\"studio\".sessoes t where t.id = s.id)"
            + " order by s.id, c.coluna",
        Stage.table(Tabela.SESSOES),
        ELSEWHERE,
        String.join(", ", values));
  }

  /** A pointer that one of the two lacks comes back with its payment. */
  private static String values(Column column) {
    String name = Sql.quoted(column.name());
    String literal = Sql.literal(column.name());
    String file = Sql.text("s." + name);
    String archived = Sql.text("cast(o.campos ->> " + literal + " as " + column.type() + ")");
    return name.equals(StayedSessions.PAYMENT)
        ? String.format(
            Locale.ROOT,
            "(%s, coalesce(%s, %s), coalesce(%s, %s))",
            literal,
            file,
            archived,
            archived,
            file)
        : String.format(Locale.ROOT, "(%s, %s, %s)", literal, file, archived);
  }
}
