package extrato.support.logging;

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
  private final Path path;
  private final AppendedFile file;
  private final LineFormat format;
  private volatile @Nullable String trouble;

  LogFile(Path path, LineFormat format) {
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
    written(format.line(event));
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
