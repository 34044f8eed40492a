package extrato.postgres;

import java.io.InputStream;
import java.util.Objects;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;

/** The bytes of a query's rows as one stream; rows are fetched as they are read. */
final class QueryBytes extends InputStream {
  /** How many rows of the server's answer are in memory at a time. */
  private static final int ROWS = 4;

  private final ResultIterator<byte[]> rows;
  private byte[] piece = new byte[0];
  private int at;

  private QueryBytes(ResultIterator<byte[]> rows) {
    this.rows = rows;
  }

  static QueryBytes of(Query query) {
    return new QueryBytes(
        query.setFetchSize(ROWS).map((row, context) -> row.getBytes(1)).iterator());
  }

  @Override
  public int read() {
    return hasMore() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!hasMore()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, from, count);
    at += count;
    return count;
  }

  private boolean hasMore() {
    while (at == piece.length && rows.hasNext()) {
      piece = rows.next();
      at = 0;
    }
    return at < piece.length;
  }

  @Override
  public void close() {
    rows.close();
  }
}
