package extrato.db;

import extrato.settings.Settings;
import extrato.studio.Month;
import java.time.Duration;
import java.time.LocalDate;
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

  static void month(Handle handle, Studio studio, Month month, Settings settings) {
    set(handle, "extrato.first_day", month.firstDay().toString());
    set(handle, "extrato.next_month", month.firstDayOfNext().toString());
    set(handle, "extrato.first_moment", moment(month.firstDay(), studio, settings));
    set(handle, "extrato.next_moment", moment(month.firstDayOfNext(), studio, settings));
    set(handle, "extrato.zone", settings.zone().getId());
    set(handle, "extrato.ano", String.valueOf(month.year()));
    set(handle, "extrato.mes", String.valueOf(month.month()));
  }

  static void set(Handle handle, String name, String value) {
    handle
        .createQuery("select pg_catalog.set_config(:name, :value, true)")
        .bind("name", name)
        .bind("value", value)
        .mapTo(String.class)
        .one();
  }

  /** Midnight in the studio, in the form that the column's type compares with. */
  private static String moment(LocalDate day, Studio studio, Settings settings) {
    return studio.moment().equals("timestamp without time zone")
        ? day.atStartOfDay().toString()
        : day.atStartOfDay(settings.zone()).toInstant().toString();
  }

  private static String milliseconds(Duration duration) {
    return duration.toMillis() + "ms";
  }
}
