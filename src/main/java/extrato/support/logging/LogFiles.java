package extrato.support.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import extrato.support.settings.LogFormat;
import extrato.support.settings.LogLevel;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The log files of a run: {@code atomic_extrato.log} gets everything, {@code backup_process.log}
 * what belongs to the backup. A run does not fail because it cannot write them.
 */
public final class LogFiles {
  private static final String EVERYTHING = "atomic_extrato.log";
  private static final String BACKUP = "backup_process.log";

  private final LogFile everything;
  private final LogFile backup;

  private LogFiles(LogFile everything, LogFile backup) {
    this.everything = everything;
    this.backup = backup;
  }

  /**
   * Sends everything that this thread, and those that it starts, log from now on to the files, with
   * the run's id.
   */
  public static LogFiles open(Settings settings, String runId) {
    return open((LoggerContext) LoggerFactory.getILoggerFactory(), settings, runId);
  }

  static LogFiles open(LoggerContext context, Settings settings, String runId) {
    LineFormat format =
        settings.monitoring().log().format() == LogFormat.JSON
            ? new JsonFormat(settings.zone(), runId)
            : new TextFormat(settings.zone(), runId);
    Level level = level(settings.monitoring().log().level());
    Level theirs = level == Level.ERROR ? Level.ERROR : Level.WARN;
    LogFiles files =
        new LogFiles(
            opened(settings.monitoring().log().folder().resolve(EVERYTHING), format, level, theirs),
            opened(settings.monitoring().log().folder().resolve(BACKUP), format, level, theirs));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    synchronized (context) {
      loosen(root, theirs);
      loosen(context.getLogger(LogFile.OURS), level);
      RunFiles.listen(root, of -> of.everything);
      RunFiles.listen(context.getLogger("extrato.backup"), of -> of.backup);
    }
    RunFiles.use(files);
    return files;
  }

  /**
   * Reports what could not be written so far. A file that could not be opened is empty; one whose
   * disk filled up later has a gap.
   */
  public List<String> warnings() {
    return Stream.of(everything, backup).map(LogFile::trouble).flatMap(Optional::stream).toList();
  }

  /** Lets through what this run wants as well; each file leaves out what is below its own level. */
  private static void loosen(Logger logger, Level level) {
    if (logger.getLevel() == null || logger.getLevel().isGreaterOrEqual(level)) {
      logger.setLevel(level);
    }
  }

  private static LogFile opened(Path path, LineFormat format, Level level, Level theirs) {
    LogFile file = new LogFile(path, format, level, theirs);
    if (file.canBeWritten()) {
      file.start();
    }
    return file;
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
