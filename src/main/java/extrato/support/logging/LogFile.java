package extrato.support.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import extrato.support.failure.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to one log file. If it cannot write an event, the event is lost and the run goes
 * on.
 */
final class LogFile extends AppenderBase<ILoggingEvent> {
  /** The logger of this program's own packages. */
  static final String OURS = "extrato";

  private final Path path;
  private final AppendedFile file;
  private final LineFormat format;
  private final Level own;
  private final Level theirs;
  private volatile @Nullable String trouble;

  /**
   * @param own the least of the program's own events that is written
   * @param theirs the same for those of libraries
   */
  LogFile(Path path, LineFormat format, Level own, Level theirs) {
    this.own = own;
    this.theirs = theirs;
    this.path = path;
    this.file = new AppendedFile(path);
    this.format = format;
    setName(String.valueOf(path.getFileName()));
  }

  /** Whether the file takes lines; if not, {@link #trouble} says why. */
  boolean canBeWritten() {
    return written("");
  }

  @Override
  protected void append(ILoggingEvent event) {
    Level least = event.getLoggerName().startsWith(OURS) ? own : theirs;
    if (event.getLevel().isGreaterOrEqual(least)) {
      written(format.line(event));
    }
  }

  /** The last thing that went wrong, worded for the operator. */
  Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  private boolean written(String text) {
    try {
      file.append(text);
      return true;
    } catch (IOException e) {
      trouble = "the log file " + path + " is incomplete, it could not be written: " + Reason.of(e);
      return false;
    }
  }
}
