package extrato.support.settings;

/** How a statement's lists are written into their columns. */
public enum StatementEncoding {
  /** As the newest statement has them. */
  AUTO,
  /** As JSON arrays. */
  NATIVE,
  /** As JSON text in a JSON string, which is what the web application writes. */
  TEXT
}
