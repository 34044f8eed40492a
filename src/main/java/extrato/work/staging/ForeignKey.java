package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a table of the studio refers to.
 *
 * @param operators the key's own equality operator for each column
 * @param numbers whether its values are numbers, which reveal no names
 */
public record ForeignKey(
    String table,
    String targetSchema,
    String target,
    List<String> columns,
    List<String> targetColumns,
    List<String> operators,
    boolean numbers) {
  private static final String REFERENCES = Sql.load(ForeignKey.class, "references.sql");

  public static List<ForeignKey> of(Snapshot snapshot) {
    return snapshot
        .query(REFERENCES)
        .bind("schema", snapshot.studio().schema())
        .map(
            (row, context) ->
                new ForeignKey(
                    row.getString("tabela"),
                    row.getString("target_schema"),
                    row.getString("target"),
                    strings(row.getArray("columns")),
                    strings(row.getArray("target_columns")),
                    strings(row.getArray("operators")),
                    row.getBoolean("numbers")))
        .list();
  }

  /** The quoted name of the table that it refers to. */
  public String quotedTarget() {
    return Sql.quoted(targetSchema) + "." + Sql.quoted(target);
  }

  /** The values of row s that refer to something. */
  public String values() {
    return columns.stream().map(c -> "s." + Sql.quoted(c)).collect(Collectors.joining(", "));
  }

  /** The condition that the table lacks what row s refers to. */
  public String absentFrom(String name, String alias) {
    String equal =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "%s.%s %s s.%s",
                        alias,
                        Sql.quoted(targetColumns.get(i)),
                        operators.get(i),
                        Sql.quoted(columns.get(i))))
            .collect(Collectors.joining(" and "));
    return String.format(
        Locale.ROOT, " and not exists (select from %s %s where %s)", name, alias, equal);
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
