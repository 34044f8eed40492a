package extrato.postgres;

import extrato.support.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What a transaction is told before it reads the books: how values print, where names are looked
 * up, how long to wait.
 *
 * <p>All of it is local to the transaction, so that a connection pooler may hand the session to
 * somebody else afterwards, and is said by SET LOCAL alone: unlike a SELECT, that looks no name up
 * and takes no snapshot.
 */
final class TextForm {
  /**
   * Where nobody but a superuser can put anything. An empty path would look for types and tables
   * among the session's temporary ones first.
   */
  static final String SAFE_PATH = "pg_catalog, pg_temp";

  private static final String KNOWN = Sql.load(TextForm.class, "settings.sql");

  /** Values print, and are read, the same whatever server, role or database set as its habit. */
  private static final Map<String, String> PRINTING =
      Map.of(
          "DateStyle", "ISO, YMD",
          "IntervalStyle", "postgres",
          "TimeZone", "UTC",
          "extra_float_digits", "3",
          "bytea_output", "hex",
          "lc_monetary", "C",
          "quote_all_identifiers", "off",
          "array_nulls", "on",
          "standard_conforming_strings", "on");

  private TextForm() {}

  /** What a transaction that reads or writes the books sets. */
  static Map<String, String> of(Settings settings, String applicationName) {
    Map<String, String> values = new LinkedHashMap<>(PRINTING);
    values.put("xmloption", "content");
    values.putAll(patience(settings, applicationName));
    values.put("idle_in_transaction_session_timeout", "0");
    values.put("idle_session_timeout", "0");
    values.put("transaction_timeout", "0");
    // Hidden rows would be lost rows: PostgreSQL then refuses the query instead.
    values.put("row_security", "off");
    // The server lets go of a client that was killed, instead of finishing its statement first.
    values.put("client_connection_check_interval", "2s");
    values.put("jit", "off");
    // A month's ids fit into it; the usual 4 MB send those of a large one to the disk again and
    // again.
    values.put("work_mem", "32MB");
    // Records are packed for every archive and statement; where the server has it, this is faster.
    values.put("default_toast_compression", "lz4");
    return values;
  }

  /** For a transaction that reads no books: every server knows these. */
  static Map<String, String> ofShort(Settings settings, String applicationName) {
    Map<String, String> values = new LinkedHashMap<>(PRINTING);
    values.putAll(patience(settings, applicationName));
    values.put("jit", "off");
    return values;
  }

  /** Nothing waits for ever. */
  private static Map<String, String> patience(Settings settings, String applicationName) {
    return Map.of(
        "application_name", applicationName,
        "lock_timeout", milliseconds(settings.lockTimeout()),
        "statement_timeout", milliseconds(settings.statementTimeout()));
  }

  /**
   * Those that this server knows, with values that it knows; and a commit that is told of is on the
   * disk, whatever the database's habit.
   */
  static Map<String, String> known(Handle handle, Map<String, String> values) {
    return handle
        .createQuery(KNOWN)
        .bindArray("names", String.class, values.keySet())
        .bindArray("values", String.class, values.values())
        .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The statements that set them, and the path with them; to be sent before anything else. */
  static String statements(Map<String, String> values) {
    StringBuilder statements = new StringBuilder("set local search_path = ").append(SAFE_PATH);
    values.forEach(
        (name, value) ->
            statements
                .append("; set local ")
                .append(Sql.quoted(name))
                .append(" = ")
                .append(Sql.literal(value)));
    return statements.toString();
  }

  static void usePath(Handle handle, String path) {
    handle
        .createQuery("select pg_catalog.set_config('search_path', :value, true)")
        .bind("value", path)
        .mapTo(String.class)
        .one();
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
