package extrato.support.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.logging.LogManager;

/**
 * Keeps log lines off the console from the start. They go nowhere until the settings say where the
 * log files are.
 */
public final class QuietConfigurator extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    // Without a listener, logback prints its own problems to standard output.
    context.getStatusManager().add(new NopStatusListener());
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
    takeOverJavasOwnLogging();
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** The JDBC driver uses Java's own logging, whose handler writes to standard error. */
  private static void takeOverJavasOwnLogging() {
    LogManager.getLogManager().reset();
    java.util.logging.Logger.getLogger("").addHandler(new JavaLoggingBridge());
  }
}
