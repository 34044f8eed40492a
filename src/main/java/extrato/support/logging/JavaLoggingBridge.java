package extrato.support.logging;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on warnings and errors from libraries that use Java's own logging. */
final class JavaLoggingBridge extends Handler {

  JavaLoggingBridge() {
    setLevel(Level.WARNING);
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord event) {
    if (!isLoggable(event)) {
      return;
    }
    String name = event.getLoggerName();
    Logger logger = LoggerFactory.getLogger(name == null ? "java" : name);
    String message = getFormatter().formatMessage(event);
    if (event.getLevel().intValue() >= Level.SEVERE.intValue()) {
      logger.error(message, event.getThrown());
    } else {
      logger.warn(message, event.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
