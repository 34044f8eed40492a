package extrato.support.settings;

/** How a statement's lists are written into their columns. */
public enum StatementEncoding {
  /** Like the newest statement. */
  AUTO,
  /** As JSON arrays. */
  NATIVE,
  /** As JSON text inside a JSON string, which is what the web application writes. */
  TEXT
}
