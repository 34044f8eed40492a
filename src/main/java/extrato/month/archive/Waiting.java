package extrato.month.archive;

import extrato.postgres.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Passes JSON from one statement to another, in settings of the transaction. The second one runs on
 * the studio's own path, where it must look up as little as possible.
 */
final class Waiting {
  private Waiting() {}

  /** An expression for a select that keeps a json value under a name. */
  static String put(String name, String json) {
    return String.format(
        Locale.ROOT, "pg_catalog.set_config('extrato.%s', cast(%s as text), true)", name, json);
  }

  /** The expression that returns the value; NULL if none was kept. */
  static String take(String name, String type) {
    String kept = "pg_catalog.current_setting('extrato." + name + "')";
    return String.format(
        Locale.ROOT,
        "case when %s operator(pg_catalog.<>) '' then cast(%s as %s) end",
        kept,
        kept,
        type);
  }

  /** The condition that a json or jsonb column holds exactly the kept value. */
  static String isIn(String column, String name) {
    String taken = take(name, "pg_catalog.jsonb");
    return String.format(
        Locale.ROOT,
        "coalesce(cast(%s as pg_catalog.jsonb) operator(pg_catalog.=) %s, pg_catalog.num_nulls(%s,"
            + " %s) operator(pg_catalog.=) 2)",
        column,
        taken,
        column,
        taken);
  }

  /**
   * Clears the values, so that processes which the server starts for this transaction need no copy.
   */
  static void forget(Snapshot snapshot, List<String> names) {
    snapshot
        .query(
            names.stream()
                .map(
                    name ->
                        String.format(
                            Locale.ROOT, "pg_catalog.set_config('extrato.%s', '', true)", name))
                .collect(Collectors.joining(", ", "select ", "")))
        .map((row, context) -> true)
        .one();
  }
}
