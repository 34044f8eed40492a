package extrato.support.settings;

/** Whether the log files are read by people or by programs. */
public enum LogFormat {
  TEXT,
  JSON
}
