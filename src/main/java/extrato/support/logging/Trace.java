package extrato.support.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of an exception. Messages of the database and of parsers may quote a record. If
 * the trace has such an exception, all messages are left out. This also covers exceptions that
 * libraries catch and log.
 */
final class Trace {
  private final StringBuilder text = new StringBuilder();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Trace() {}

  static @Nullable String of(ILoggingEvent event) {
    IThrowableProxy proxy = event.getThrowableProxy();
    if (proxy == null) {
      return null;
    }
    if (proxy instanceof ThrowableProxy known) {
      Trace trace = new Trace();
      if (trace.quotes(known.getThrowable())) {
        trace.seen.clear();
        trace.add("", known.getThrowable());
        return trace.text.toString();
      }
    }
    return ThrowableProxyUtil.asString(proxy);
  }

  private boolean quotes(@Nullable Throwable thrown) {
    if (thrown == null || !seen.add(thrown)) {
      return false;
    }
    if (thrown instanceof SQLException
        || thrown instanceof NumberFormatException
        || thrown instanceof DateTimeException
        || thrown.getClass().getName().startsWith("com.fasterxml.jackson.")) {
      return true;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (quotes(suppressed)) {
        return true;
      }
    }
    return quotes(thrown.getCause());
  }

  private void add(String before, @Nullable Throwable thrown) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    text.append(before).append(thrown.getClass().getName()).append('\n');
    for (StackTraceElement element : thrown.getStackTrace()) {
      text.append("\tat ").append(element).append('\n');
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      add("Suppressed: ", suppressed);
    }
    add("Caused by: ", thrown.getCause());
  }
}
