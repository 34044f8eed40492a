package extrato.db;

import extrato.settings.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What a transaction is told before it reads the books: how values print, how long to wait, which
 * month it is.
 *
 * <p>All of it is local to the transaction, so that a connection pooler may hand the session to
 * somebody else afterwards. The month is kept in settings too, because COPY takes no bound values.
 */
final class TextForm {
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
          "xmloption", "content",
          "search_path", "");

  private TextForm() {}

  static void apply(Handle handle, Settings settings, String applicationName) {
    Map<String, String> values = new LinkedHashMap<>(PRINTING);
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
    set(handle, values);
  }

  /** For a transaction that reads no books: nothing waits for ever. */
  static void applyPatience(Handle handle, Settings settings, String applicationName) {
    set(handle, patience(settings, applicationName));
  }

  private static Map<String, String> patience(Settings settings, String applicationName) {
    return Map.of(
        "application_name", applicationName,
        "lock_timeout", milliseconds(settings.lockTimeout()),
        "statement_timeout", milliseconds(settings.statementTimeout()));
  }

  private static void set(Handle handle, Map<String, String> values) {
    handle
        .createQuery(KNOWN)
        .bindArray("names", String.class, values.keySet())
        .bindArray("values", String.class, values.values())
        .mapTo(String.class)
        .list();
  }

  static void set(Handle handle, String name, String value) {
    handle
        .createQuery("select pg_catalog.set_config(:name, :value, true)")
        .bind("name", name)
        .bind("value", value)
        .mapTo(String.class)
        .one();
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
