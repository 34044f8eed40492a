package extrato.support.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a run is followed from outside: its log, its notices, its figures.
 *
 * @param metricsFile what node_exporter reads, or null
 */
public record MonitoringSettings(Log log, NoticeSettings notices, @Nullable Path metricsFile) {

  /** The log files. */
  public record Log(Path folder, LogLevel level, LogFormat format) {}
}
