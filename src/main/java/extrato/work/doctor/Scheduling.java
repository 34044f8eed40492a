package extrato.work.doctor;

import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What on this machine starts programs by the clock.
 *
 * @param root the machine's; a test brings one of its own
 */
record Scheduling(Path root) {
  private static final String ROOT = "extrato.machine";
  private static final String PROGRAM = "run_atomic_extrato.sh";
  private static final String COMMAND = "extrato monthly";
  private static final Set<String> DAEMONS =
      Set.of("cron", "crond", "fcron", "dcron", "bcron-sched");

  static Scheduling ofThisMachine() {
    return new Scheduling(Path.of(System.getProperty(ROOT, "/")));
  }

  /** Whether systemd is at work here, and has been told to start the package's timer. */
  boolean hasTimer() {
    return Files.isDirectory(root.resolve("run/systemd/system"))
        && PlainFile.isAnything(
            root.resolve("etc/systemd/system/timers.target.wants/extrato.timer"));
  }

  /** The file from which cron would start the closing. */
  Optional<Path> cronFile() {
    List<Path> files = new ArrayList<>(in(root.resolve("etc/cron.d")));
    files.add(root.resolve("etc/crontab"));
    return files.stream().filter(Scheduling::startsTheClosing).findFirst();
  }

  private static boolean startsTheClosing(Path file) {
    try {
      return PlainFile.namedText(file)
          .lines()
          .map(String::strip)
          .filter(line -> !line.startsWith("#"))
          .anyMatch(line -> line.contains(PROGRAM) || line.contains(COMMAND));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a cron daemon is at work; a container may have its program, and nobody starts it. */
  boolean hasCronDaemon() {
    return in(root.resolve("proc")).stream()
        .filter(process -> process.getFileName().toString().matches("\\d+"))
        .map(process -> name(process.resolve("comm")))
        .anyMatch(DAEMONS::contains);
  }

  private static String name(Path comm) {
    try {
      return PlainFile.namedText(comm).strip();
    } catch (IOException e) {
      // It has ended meanwhile, or is nobody's business.
      return "";
    }
  }

  private static List<Path> in(Path folder) {
    try {
      List<String> names = new ArrayList<>(PlainFolder.names(folder));
      Collections.sort(names);
      return names.stream().map(folder::resolve).toList();
    } catch (IOException | Failure e) {
      return List.of();
    }
  }
}
