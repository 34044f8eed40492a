package extrato.work.serve;

import extrato.support.settings.ServeSettings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * This program once more, as a process of its own.
 *
 * @param home where its relative paths begin
 * @param environment its settings
 */
public record ChildProgram(Path home, Map<String, String> environment) {
  private static final String MAIN = "extrato.cli.Main";

  public ChildProgram {
    Map<String, String> without = new HashMap<>(environment);
    without.remove(ServeSettings.LEGACY_KEY);
    environment = Map.copyOf(without);
  }

  /** Starts it; what it prints for people is in its log as well. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(ChildProgram::isForItToo)
        .forEach(command::add);
    command.add("-Dextrato.home=" + home);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(MAIN);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    // As the launcher does: without it, Java could not read accents in settings.
    builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
    return builder.start();
  }

  /** Not what is about a terminal, or about this process alone. */
  private static boolean isForItToo(String flag) {
    return (flag.startsWith("-X") && !flag.startsWith("-XX:OnOutOfMemoryError"))
        || flag.startsWith("-Dfile.")
        || flag.startsWith("-Dextrato.doc");
  }
}
