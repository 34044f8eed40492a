package extrato.support.settings;

/** How much goes into the log files. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARNING,
  ERROR
}
