package extrato.cli.output;

import extrato.runs.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * One line at the bottom of a terminal that shows the progress. It is erased when the work is done.
 */
public final class ProgressLine implements Progress {
  private static final long BETWEEN_NANOS = 100_000_000L;
  private static final int BAR = 30;

  private final PrintWriter err;
  private final int columns;
  private String step = "";
  private long last;
  private boolean shown;

  public ProgressLine(PrintWriter err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  @Override
  public void step(String name) {
    step = name;
    show(name + " …");
  }

  @Override
  public void advance(long done, long of) {
    long now = System.nanoTime();
    if (now - last < BETWEEN_NANOS) {
      return;
    }
    last = now;
    int filled = of <= 0 ? 0 : (int) Math.min(BAR, done * BAR / of);
    show(
        String.format(
            Locale.ROOT,
            "%s [%s%s] %s of %s",
            step,
            "#".repeat(filled),
            ".".repeat(BAR - filled),
            Brazilian.count(done),
            Brazilian.count(Math.max(done, of))));
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
