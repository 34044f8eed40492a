package extrato.support.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** How an event is written to a log file, including the line end. */
interface LineFormat {
  String line(ILoggingEvent event);

  /** Python's level names, because operators search for those. */
  static String level(ILoggingEvent event) {
    if (event.getLevel() == Level.WARN) {
      return "WARNING";
    }
    return event.getLevel() == Level.TRACE ? "DEBUG" : event.getLevel().toString();
  }

  /** The package without the class: {@code extrato.closing}. */
  static String name(ILoggingEvent event) {
    String name = event.getLoggerName();
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      if (dot + 1 < name.length() && Character.isUpperCase(name.charAt(dot + 1))) {
        return name.substring(0, dot);
      }
    }
    return name;
  }
}
