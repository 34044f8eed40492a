package extrato.cli.output;

import extrato.runs.Progress;
import extrato.studio.Count;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * One line at the bottom of a terminal that shows the progress. It is erased when the work is done.
 */
public final class ProgressLine implements Progress {
  private static final long BETWEEN_NANOS = 100_000_000L;
  private static final int BAR = 30;

  private static final double NANOS = 1e9;

  private final PrintWriter err;
  private final int columns;
  private final LongSupplier nanos;
  private String step = "";
  private long began;
  private long last;
  private boolean shown;

  public ProgressLine(PrintWriter err, int columns) {
    this(err, columns, System::nanoTime);
  }

  ProgressLine(PrintWriter err, int columns, LongSupplier nanos) {
    this.err = err;
    this.columns = columns;
    this.nanos = nanos;
  }

  @Override
  public void step(String name) {
    step = name;
    began = nanos.getAsLong();
    show(name + " …");
  }

  @Override
  public void advance(long done, long of) {
    long now = nanos.getAsLong();
    if (now - last < BETWEEN_NANOS) {
      return;
    }
    last = now;
    double seconds = (now - began) / NANOS;
    String rate = seconds < 1 ? "" : ", " + Count.of(Math.round(done / seconds)) + " a second";
    if (of <= 0) {
      show(step + " " + Count.of(done) + rate);
      return;
    }
    int filled = (int) Math.min(BAR, done * BAR / of);
    show(
        String.format(
            Locale.ROOT,
            "%s [%s%s] %s of %s%s%s",
            step,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            Count.of(done),
            Count.of(Math.max(done, of)),
            rate,
            left(done, of, seconds)));
  }

  /** Too early, it would be a guess. */
  private static String left(long done, long of, double seconds) {
    if (seconds < 1 || done <= 0 || done >= of) {
      return "";
    }
    long left = Math.round(seconds * (of - done) / done);
    return String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60);
  }

  /** Erases the line. */
  public void end() {
    if (shown) {
      err.print("\r" + " ".repeat(Math.max(0, columns - 1)) + "\r");
      err.flush();
      shown = false;
    }
  }

  /** Puts this in the line. */
  public void show(String text) {
    int width = Math.max(10, columns - 1);
    String cut = text.length() > width ? text.substring(0, width) : text;
    err.print("\r" + cut + " ".repeat(width - cut.length()));
    err.flush();
    shown = true;
  }
}
