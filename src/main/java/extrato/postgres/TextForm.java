package extrato.postgres;

import extrato.support.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What a transaction sets before it reads the books: how values print, where names are looked up,
 * how long to wait.
 *
 * <p>Everything is local to the transaction, so that a connection pooler may give the session to
 * another client afterwards. It uses only SET LOCAL: unlike a SELECT, this looks up no name and
 * takes no snapshot.
 */
final class TextForm {
  /**
   * Only superusers can create anything in this path. An empty path would search the session's
   * temporary types and tables first.
   */
  static final String SAFE_PATH = "pg_catalog, pg_temp";

  private static final String KNOWN = Sql.load(TextForm.class, "settings.sql");

  /** Makes values print and parse the same, whatever the defaults of server, role and database. */
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

  /** The settings for a transaction that reads or writes the books. */
  static Map<String, String> of(Settings settings, String applicationName) {
    Map<String, String> values = new LinkedHashMap<>(PRINTING);
    values.put("xmloption", "content");
    values.putAll(patience(settings, applicationName));
    values.put("idle_in_transaction_session_timeout", "0");
    values.put("idle_session_timeout", "0");
    values.put("transaction_timeout", "0");
    // Hidden rows would be lost rows. With this, PostgreSQL refuses the query instead.
    values.put("row_security", "off");
    // The server notices that a client was killed, instead of finishing its statement first.
    values.put("client_connection_check_interval", "2s");
    values.put("jit", "off");
    // Large enough for a month's ids; with the usual 4 MB, those of a large month would go to disk
    // repeatedly.
    values.put("work_mem", "32MB");
    // Every archive and statement is compressed; lz4 is faster, if the server has it.
    values.put("default_toast_compression", "lz4");
    return values;
  }

  /** The settings for a transaction that reads no books; every server knows these. */
  static Map<String, String> ofShort(Settings settings, String applicationName) {
    Map<String, String> values = new LinkedHashMap<>(PRINTING);
    values.putAll(patience(settings, applicationName));
    values.put("jit", "off");
    return values;
  }

  /** Limits, so that nothing waits for ever. */
  private static Map<String, String> patience(Settings settings, String applicationName) {
    return Map.of(
        "application_name", applicationName,
        "lock_timeout", milliseconds(settings.database().limits().lock()),
        "statement_timeout", milliseconds(settings.database().limits().statement()));
  }

  /**
   * The settings and values that this server knows. They also ensure that a reported commit is on
   * the disk, whatever the database's default.
   */
  static Map<String, String> known(Handle handle, Map<String, String> values) {
    return handle
        .createQuery(KNOWN)
        .bindArray("names", String.class, values.keySet())
        .bindArray("values", String.class, values.values())
        .map((row, context) -> Map.entry(row.getString("name"), row.getString("value")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** The statements that apply these settings and the path; send them before anything else. */
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
