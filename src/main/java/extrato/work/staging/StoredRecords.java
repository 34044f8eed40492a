package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares the records that were stored with those that were to be. */
public final class StoredRecords {
  private static final int NAMED = 5;

  private StoredRecords() {}

  /**
   * The first records that are not there or have other values, each with the columns in question.
   *
   * @param table one of the studio's
   * @param staged the table with the records, s, as they were to be stored
   * @param values what each quoted column should hold, in words of s and of the stored record, t
   */
  public static List<String> differing(
      Snapshot snapshot, String table, String staged, Map<String, String> values) {
    // *<> compares the stored bytes, so −0 differs from 0, and 1.0 from 1.00.
    String differing =
        values.entrySet().stream()
            .map(
                value ->
                    String.format(
                        Locale.ROOT,
                        "case when row(%s)::record *<> row(t.%s)::record then %s end",
                        value.getValue(),
                        value.getKey(),
                        Sql.literal(Sql.unquoted(value.getKey()))))
            .collect(Collectors.joining(", "));
    return snapshot.strings(
        String.format(
            Locale.ROOT,
            """
            select '%s id ' || s.id || ': ' || case when t.id is null then 'not there' else pg_catalog.concat_ws(', ', %s) end
            from %s s
            left join :"studio".%s t on t.id = s.id
            where t.id is null or row(%s)::record *<> row(%s)::record
            order by s.id
            limit %d\
            """,
            table,
            differing,
            staged,
            table,
            String.join(", ", values.values()),
            values.keySet().stream().map(column -> "t." + column).collect(Collectors.joining(", ")),
            NAMED));
  }
}
