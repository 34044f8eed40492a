package extrato.month.selection;

import extrato.postgres.Background;
import extrato.studio.Tabela;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a month on a thread of its own, some blocks ahead of its consumer. The server looks for the
 * next records while the consumer works on these.
 *
 * @param <T> the result of a further query on the same connection, after the last record
 */
public final class ReadAhead<T> implements AutoCloseable {
  private static final int BLOCKS = 4;

  private final MonthRows rows;
  private final Supplier<T> behind;
  private final BlockingQueue<Block> empty = new LinkedBlockingQueue<>();
  private final BlockingQueue<Block> filled = new LinkedBlockingQueue<>();
  private final Background<T> reader;
  private volatile boolean abandoned;
  private volatile boolean reachedEnd;

  private ReadAhead(MonthRows rows, Supplier<T> behind) {
    this.rows = rows;
    this.behind = behind;
    for (int i = 0; i < BLOCKS; i++) {
      empty.add(new Block());
    }
    this.reader = Background.start("reader", this::read);
  }

  /** Begins to read. Until this is closed, nobody else may use the rows' connection. */
  public static <T> ReadAhead<T> of(MonthRows rows, Supplier<T> behind) {
    return new ReadAhead<>(rows, behind);
  }

  /** Passes on every record, on the caller's thread; fails as the reading failed. */
  public void stream(RowHandler handler) {
    for (Block block = take(filled); block != Block.NONE; block = take(filled)) {
      block.handTo(handler);
      empty.add(block);
    }
    if (!reachedEnd) {
      reader.get();
    }
  }

  /** The result of the query that follows the records; waits for it. */
  public T answer() {
    return reader.get();
  }

  /** Stops reading at the next record. Afterwards the connection is free again. */
  @Override
  public void close() {
    abandoned = true;
    empty.add(Block.NONE);
    reader.await();
  }

  private T read() {
    try {
      Filler filler = new Filler();
      rows.stream(filler);
      filler.handOver();
      reachedEnd = true;
    } finally {
      filled.add(Block.NONE);
    }
    checkWanted();
    return behind.get();
  }

  private void checkWanted() {
    if (abandoned) {
      throw new IllegalStateException("nobody takes the records any more");
    }
  }

  private static Block take(BlockingQueue<Block> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Packs records into blocks as long as they are wanted. */
  private final class Filler implements RowHandler {
    private @Nullable Block block;

    @Override
    public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
      if (block != null && !block.takes(tabela, to - from)) {
        handOver();
      }
      checkWanted();
      blockOf(tabela).add(origin, bytes, from, to);
    }

    @Override
    public void end(Tabela tabela) {
      blockOf(tabela).endsTable = true;
      handOver();
    }

    /**
     * Waits for an empty block. When no more records are wanted, close() sends one that means the
     * end.
     */
    private Block blockOf(Tabela tabela) {
      Block open = block;
      if (open == null) {
        open = take(empty);
        checkWanted();
        open.begin(tabela);
        block = open;
      }
      return open;
    }

    private void handOver() {
      if (block != null) {
        filled.add(block);
        block = null;
      }
    }
  }

  /** Consecutive records of one table. */
  private static final class Block {
    private static final int BYTES = 1 << 18;
    private static final int RECORDS = 1 << 11;

    /** Marks the end: no more records come, or none are wanted. It is always available. */
    static final Block NONE = new Block(0, 0);

    private final RecordOrigin[] origins;
    private final int[] ends;
    private byte[] bytes;
    private Tabela tabela = Tabela.PAGAMENTOS;
    private int records;
    private boolean endsTable;

    Block() {
      this(RECORDS, BYTES);
    }

    private Block(int records, int bytes) {
      this.origins = new RecordOrigin[records];
      this.ends = new int[records];
      this.bytes = new byte[bytes];
    }

    void begin(Tabela table) {
      tabela = table;
      records = 0;
      endsTable = false;
    }

    boolean takes(Tabela table, int length) {
      return table == tabela && records < RECORDS && used() + length <= bytes.length;
    }

    void add(RecordOrigin origin, byte[] line, int from, int to) {
      int used = used();
      int end = used + to - from;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, end);
      }
      System.arraycopy(line, from, bytes, used, to - from);
      origins[records] = origin;
      ends[records] = end;
      records++;
    }

    void handTo(RowHandler handler) {
      int from = 0;
      for (int i = 0; i < records; i++) {
        handler.row(tabela, origins[i], bytes, from, ends[i]);
        from = ends[i];
      }
      if (endsTable) {
        handler.end(tabela);
      }
    }

    private int used() {
      return records == 0 ? 0 : ends[records - 1];
    }
  }
}
