package extrato.support.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import extrato.support.settings.LogFormat;
import extrato.support.settings.LogLevel;
import extrato.support.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The log files of a run: {@code atomic_extrato.log} gets everything, {@code backup_process.log}
 * what belongs to the backup. A run does not fail because it cannot write them.
 */
public final class LogFiles {
  private static final String EVERYTHING = "atomic_extrato.log";
  private static final String BACKUP = "backup_process.log";

  private final List<LogFile> files;

  private LogFiles(List<LogFile> files) {
    this.files = List.copyOf(files);
  }

  /** Sends everything that is logged from now on to the files, with the run's id. */
  public static LogFiles open(Settings settings, String runId) {
    return open((LoggerContext) LoggerFactory.getILoggerFactory(), settings, runId);
  }

  static LogFiles open(LoggerContext context, Settings settings, String runId) {
    LineFormat format =
        settings.logFormat() == LogFormat.JSON
            ? new JsonFormat(settings.zone(), runId)
            : new TextFormat(settings.zone(), runId);
    LogFile everything = new LogFile(settings.logDir().resolve(EVERYTHING), format);
    LogFile backup = new LogFile(settings.logDir().resolve(BACKUP), format);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    attach(everything, root);
    attach(backup, context.getLogger("extrato.backup"));
    Level level = level(settings.logLevel());
    context.getLogger("extrato").setLevel(level);
    root.setLevel(level == Level.ERROR ? Level.ERROR : Level.WARN);
    return new LogFiles(List.of(everything, backup));
  }

  /**
   * Reports what could not be written so far. A file that could not be opened is empty; one whose
   * disk filled up later has a gap.
   */
  public List<String> warnings() {
    return files.stream().map(LogFile::trouble).flatMap(Optional::stream).toList();
  }

  private static void attach(LogFile file, Logger logger) {
    Appender<ILoggingEvent> earlier = logger.getAppender(file.getName());
    if (earlier != null) {
      logger.detachAppender(earlier);
      earlier.stop();
    }
    if (file.canBeWritten()) {
      file.setContext(logger.getLoggerContext());
      file.start();
      logger.addAppender(file);
    }
  }

  private static Level level(LogLevel level) {
    return switch (level) {
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }
}
