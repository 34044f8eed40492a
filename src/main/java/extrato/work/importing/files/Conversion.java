package extrato.work.importing.files;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file's records what COPY reads, in two passes over the same bytes: the first finds out
 * how the file writes amounts and days, which no single value tells, and the second writes.
 */
public final class Conversion {
  private static final int CHUNK = 1 << 16;
  private static final int TELL_EVERY = 1024;
  private static final int LINE_BITS = 40; // of a place; no file has so many lines

  private final SourceFile file;
  private final long number;
  private final Rejects rejects;
  private final Plans plans;
  private final Cells cells;
  private final Survey survey;
  private @Nullable String digest;
  private boolean isReady;
  private long surveyed;
  private long records;

  /** Where the records go. */
  public interface Sink {
    /** The records that follow are this table's; their place stands before these columns. */
    void begin(ImportTable table, List<TargetColumn> columns);

    void write(byte[] bytes, int length);

    void end();
  }

  /**
   * @param number of the file among those that are imported, from 0
   */
  public Conversion(
      SourceFile file,
      long number,
      Map<ImportTable, TargetTable> targets,
      Options options,
      Rejects rejects) {
    this.file = file;
    this.number = number;
    this.rejects = rejects;
    this.plans = new Plans(file, targets, options);
    this.cells = new Cells(options);
    this.survey = new Survey(file, options, rejects, cells);
  }

  /** The place of a record: the number of its file, and its line there. */
  public static long placeOf(long file, long line) {
    return file << LINE_BITS | line;
  }

  public static int fileOf(long place) {
    return (int) (place >> LINE_BITS);
  }

  public static long lineOf(long place) {
    return place & ((1L << LINE_BITS) - 1);
  }

  public SourceFile file() {
    return file;
  }

  /** Whether the first pass came to the end of the file. */
  public boolean wasRead() {
    return digest != null;
  }

  public String digest() {
    return Objects.requireNonNull(digest);
  }

  /** How many records the first pass saw. */
  public long surveyed() {
    return surveyed;
  }

  public long records() {
    return records;
  }

  /** The columns that the file has of the table. */
  public List<TargetColumn> columns(ImportTable table) {
    return plans.of(table).stream().flatMap(Stream::ofNullable).toList();
  }

  /** The first pass; false if the second one cannot be made. */
  public boolean survey(LongConsumer progress) {
    SourceRow row = new SourceRow();
    try (SourceFile.Opened opened = file.open()) {
      RecordReader reader = opened.reader();
      plans.follow(reader.names());
      surveyed = 0;
      boolean more = true;
      while (more) {
        try {
          more = reader.next(row);
          if (more) {
            plans.follow(reader.names());
            plans.tableOf(row).ifPresent(table -> survey.look(row, plans.of(table)));
            tell(progress, ++surveyed);
          }
        } catch (Unreadable e) {
          // The second pass reports it.
          more = !e.isTheEnd();
        }
      }
      plans.follow(reader.names());
      List<String> problems = plans.problems(reader.names(), surveyed);
      problems.forEach(problem -> reject(0, "", problem));
      plans
          .unknown(reader.names())
          .forEach(name -> rejects.unknownColumn(new Reject(file.shown(), 0, "", name)));
      isReady = problems.isEmpty() && survey.decide();
      digest = opened.digest();
    } catch (Unreadable e) {
      reject(e.line(), "", e.reason());
    } catch (IOException e) {
      throw file.trouble(e);
    }
    return isReady;
  }

  /** The second pass. */
  public void convert(Sink sink, LongConsumer progress) {
    records = 0;
    Output output = new Output(sink);
    SourceRow row = new SourceRow();
    try (SourceFile.Opened opened = file.open()) {
      boolean more = true;
      while (more) {
        try {
          more = opened.reader().next(row);
          if (more) {
            output.add(row);
            tell(progress, ++records);
          }
        } catch (Unreadable e) {
          reject(e.line(), "", e.reason());
          more = !e.isTheEnd();
        }
      }
      output.end();
      if (!opened.digest().equals(digest)) {
        throw file.changed();
      }
    } catch (Unreadable e) {
      throw file.changed();
    } catch (IOException e) {
      throw file.trouble(e);
    }
  }

  private static void tell(LongConsumer progress, long count) {
    if (count % TELL_EVERY == 0) {
      progress.accept(TELL_EVERY);
    }
  }

  private void reject(long line, String column, String reason) {
    rejects.add(new Reject(file.shown(), line, column, reason));
  }

  /** Writes records until one of another table comes. */
  private final class Output {
    private final Sink sink;
    private final CopyText out = new CopyText();
    private @Nullable ImportTable current;

    Output(Sink sink) {
      this.sink = sink;
    }

    void add(SourceRow row) {
      Optional<ImportTable> table = plans.tableOf(row);
      if (table.isEmpty()) {
        reject(row.line(), "type", "it is not one of pagamento, sessao, comissao, gasto");
        return;
      }
      if (table.get() != current) {
        end();
        current = table.get();
        sink.begin(table.get(), columns(table.get()));
      }
      int before = out.size();
      if (!write(row, plans.of(table.get()))) {
        out.cutTo(before);
      } else if (out.size() >= CHUNK) {
        flush();
      }
    }

    private boolean write(SourceRow row, List<@Nullable TargetColumn> plan) {
      boolean sound = true;
      out.separate();
      out.ascii(Long.toString(placeOf(number, row.line())));
      for (int i = 0; i < plan.size(); i++) {
        TargetColumn column = plan.get(i);
        if (column != null) {
          String reason = cells.write(row, i, column, out);
          if (reason != null) {
            reject(row.line(), column.shown(), reason);
            sound = false;
          }
        } else if (plans.isByType() && i > 0 && row.kind(i) != SourceRow.Kind.NULL) {
          reject(row.line(), "", "it has a value in a column that its table does not have");
          sound = false;
        }
      }
      out.endRecord();
      return sound;
    }

    private void flush() {
      if (out.size() > 0) {
        sink.write(out.bytes(), out.size());
      }
      out.reset();
    }

    void end() {
      flush();
      if (current != null) {
        sink.end();
      }
      current = null;
    }
  }
}
