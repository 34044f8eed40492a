package extrato.work.serve;

import extrato.support.settings.ServeSettings;
import extrato.support.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This program once more, as processes of their own. All of them work with the settings that the
 * server began with, and none outlives it.
 */
public final class ChildProgram {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final String MAIN = "extrato.cli.Main";

  private final Path home;
  private final Map<String, String> environment;
  private final Settings settings;
  private final Supplier<Settings> settingsNow;
  private final Set<Process> atWork = new HashSet<>();
  private boolean stopping;

  /**
   * @param home where its relative paths begin
   * @param environment its settings, as far as no file has them
   * @param settings that the server works with
   * @param settingsNow the same, read again
   */
  public ChildProgram(
      Path home,
      Map<String, String> environment,
      Settings settings,
      Supplier<Settings> settingsNow) {
    Map<String, String> without = new HashMap<>(environment);
    without.remove(ServeSettings.LEGACY_KEY);
    this.home = home;
    this.environment = Map.copyOf(without);
    this.settings = settings;
    this.settingsNow = settingsNow;
  }

  /** Starts it; what it prints for people is in its log as well. */
  synchronized Process start(List<String> arguments) throws IOException, RefusedRequest {
    if (stopping) {
      throw RefusedRequest.later("the server is about to stop");
    }
    if (!settingsNow.get().equals(settings)) {
      // Whoever was let in for one database would be at work in another.
      log.error("the settings have changed since `extrato serve` began; start it again");
      throw new RefusedRequest(500, "the settings have changed; the server must be started again");
    }
    Process process = builder(arguments).start();
    atWork.add(process);
    CompletableFuture<Void> unused = process.onExit().thenAccept(this::ended);
    return process;
  }

  private synchronized void ended(Process process) {
    atWork.remove(process);
  }

  /** Asks all of them to end, as a signal does, and waits for that; a commit is not broken off. */
  void stop(Duration patience) {
    List<Process> all;
    synchronized (this) {
      stopping = true;
      all = List.copyOf(atWork);
    }
    // Not the process's own destroy(), which also throws away what it has still to say.
    all.forEach(process -> process.toHandle().destroy());
    try {
      CompletableFuture.allOf(
              all.stream().map(Process::onExit).toArray(CompletableFuture<?>[]::new))
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("a run goes on: it is in its commit, or its server does not answer");
    }
  }

  private ProcessBuilder builder(List<String> arguments) {
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
    return builder;
  }

  /** Not what is about a terminal, or about this process alone. */
  private static boolean isForItToo(String flag) {
    return (flag.startsWith("-X") && !flag.startsWith("-XX:OnOutOfMemoryError"))
        || flag.startsWith("-Dfile.")
        || flag.startsWith("-Dextrato.doc");
  }
}
