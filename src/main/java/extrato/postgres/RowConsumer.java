package extrato.postgres;

/** Takes a row as COPY wrote it, its line end included. */
public interface RowConsumer {
  void row(byte[] row);
}
