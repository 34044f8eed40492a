package extrato.postgres;

/** Takes a row as COPY wrote it, including the line end. */
public interface RowConsumer {
  void row(byte[] row);
}
