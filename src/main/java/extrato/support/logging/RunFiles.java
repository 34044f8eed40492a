package extrato.support.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.function.Function;

/**
 * Passes each event on to the log files of the run that the thread works for. Several runs may be
 * under way in one process, and none of them may read in another's log.
 */
final class RunFiles extends UnsynchronizedAppenderBase<ILoggingEvent> {
  /** Threads that a run starts work for it. */
  private static final InheritableThreadLocal<LogFiles> OF_THIS_THREAD =
      new InheritableThreadLocal<>();

  private final Function<LogFiles, LogFile> which;

  private RunFiles(String name, Function<LogFiles, LogFile> which) {
    this.which = which;
    setName(name);
  }

  /** From now on, this thread and those that it starts write to these files. */
  static void use(LogFiles files) {
    OF_THIS_THREAD.set(files);
  }

  /** Makes the logger pass its events on. */
  static void listen(Logger logger, Function<LogFiles, LogFile> which) {
    if (logger.getAppender(logger.getName()) == null) {
      RunFiles files = new RunFiles(logger.getName(), which);
      files.setContext(logger.getLoggerContext());
      files.start();
      logger.addAppender(files);
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    LogFiles files = OF_THIS_THREAD.get();
    LogFile file = files == null ? null : which.apply(files);
    if (file != null && file.isStarted()) {
      file.doAppend(event);
    }
  }
}
