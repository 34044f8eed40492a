package extrato.support.logging;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFilesTest {
  @TempDir Path folder;
  private final LoggerContext context = new LoggerContext();
  private final Map<String, String> options = new HashMap<>();
  private Path logs = Path.of("");

  @BeforeEach
  void logFolder() throws IOException {
    logs = folder.resolve("logs");
    options.put("EXTRATO_LOG_DIR", logs.toString());
    options.put("EXTRATO_CONFIG", Files.createFile(folder.resolve("empty.env")).toString());
  }

  @Test
  void open_whatBelongsToTheBackup() throws IOException {
    assertThat(open("3f2a91c4").warnings()).isEmpty();

    context.getLogger("extrato.closing").info("closing {}", 1);
    context.getLogger("extrato.backup").info("backup");
    context.getLogger("extrato.backup.Csv").warn("csv");

    assertThat(everything())
        .hasSize(3)
        .element(0)
        .asString()
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}-03:00 - extrato\\.closing - INFO -"
                + " \\[run 3f2a91c4] closing 1");
    assertThat(backup()).hasSize(2).element(1).asString().endsWith("[run 3f2a91c4] csv");
    assertThat(backup()).isSubsetOf(everything());
  }

  @ParameterizedTest
  @CsvSource({"debug, 5", "info, 4", "warning, 3", "error, 1"})
  void open_level(String level, int lines) throws IOException {
    options.put("LOG_LEVEL", level);
    open("1");

    context.getLogger("extrato.db").debug("own");
    context.getLogger("extrato.db").info("own");
    context.getLogger("extrato.db").warn("own");
    context.getLogger("extrato.db").error("own");
    context.getLogger("com.zaxxer.hikari").debug("theirs");
    context.getLogger("com.zaxxer.hikari").info("theirs");
    context.getLogger("com.zaxxer.hikari").warn("theirs");

    assertThat(everything()).hasSize(lines);
  }

  @Test
  void open_json() throws IOException {
    options.put("LOG_FORMAT", "json");
    open("1");

    context.getLogger("extrato.backup").info("backup");

    assertThat(everything()).singleElement().asString().startsWith("{").endsWith("}");
  }

  @Test
  void open_modes() throws IOException {
    open("1");

    assertThat(mode(logs)).isEqualTo("rwxr-x---");
    assertThat(mode(logs.resolve("atomic_extrato.log"))).isEqualTo("rw-r-----");
    assertThat(mode(logs.resolve("backup_process.log"))).isEqualTo("rw-r-----");
  }

  @Test
  void open_fileThatIsThere() throws IOException {
    Files.createDirectory(logs);
    Files.writeString(logs.resolve("atomic_extrato.log"), "earlier\n");
    open("1");

    context.getLogger("extrato").info("later");

    assertThat(everything()).hasSize(2).first().isEqualTo("earlier");
  }

  @Test
  void open_nextRun() throws IOException {
    open("first");
    open("second");

    context.getLogger("extrato.backup").info("once");

    assertThat(everything()).singleElement().asString().contains("[run second]");
    assertThat(backup()).hasSize(1);
  }

  @Test
  void log_fileMovedAway() throws IOException {
    open("1");
    context.getLogger("extrato").info("before");
    Files.move(logs.resolve("atomic_extrato.log"), logs.resolve("atomic_extrato.log.1"));

    context.getLogger("extrato").info("after");

    assertThat(Files.readAllLines(logs.resolve("atomic_extrato.log.1")))
        .singleElement()
        .asString()
        .endsWith("before");
    assertThat(everything()).singleElement().asString().endsWith("after");
    assertThat(mode(logs.resolve("atomic_extrato.log"))).isEqualTo("rw-r-----");
  }

  @Test
  void log_folderMovedAway() throws IOException {
    open("1");
    Files.move(logs, folder.resolve("old"));

    context.getLogger("extrato").info("after");

    assertThat(everything()).hasSize(1);
  }

  @Test
  void log_whileInterrupted() throws IOException {
    open("1");

    Thread.currentThread().interrupt();
    context.getLogger("extrato").info("rolled back");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(everything()).hasSize(1);
  }

  @Test
  void log_manyAtOnce() throws Exception {
    List<LoggerContext> runs = IntStream.range(0, 4).mapToObj(i -> new LoggerContext()).toList();
    runs.forEach(run -> LogFiles.open(run, settings(), "r"));
    String message = "x".repeat(20_000);
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());

    List<Callable<Object>> tasks =
        runs.stream().map(run -> Executors.callable(() -> log(run, message, 50))).toList();
    threads.invokeAll(tasks);
    threads.shutdown();

    assertThat(everything()).hasSize(4 * 50).allMatch(line -> line.endsWith("[run r] " + message));
  }

  @Test
  void open_folderThatIsAFile() throws IOException {
    Files.writeString(logs, "in the way");

    LogFiles files = open("1");
    context.getLogger("extrato").info("nobody hears it");

    assertThat(files.warnings())
        .hasSize(2)
        .first()
        .asString()
        .contains("atomic_extrato.log")
        .contains("could not be written");
  }

  @Test
  void open_oneFileInTheWay() throws IOException {
    Files.createDirectories(logs.resolve("backup_process.log"));

    LogFiles files = open("1");
    context.getLogger("extrato.backup").info("backup");

    assertThat(files.warnings()).singleElement().asString().contains("backup_process.log");
    assertThat(everything()).hasSize(1);
  }

  @Test
  void open_linkToNowhere() throws IOException {
    Files.createDirectory(logs);
    Files.createSymbolicLink(logs.resolve("backup_process.log"), Path.of("/nowhere/x"));

    assertThat(open("1").warnings()).singleElement().asString().contains("backup_process.log");
  }

  @Test
  void log_aFileThatTakesNothingForAWhile() throws IOException {
    Path log = logs.resolve("atomic_extrato.log");
    LogFiles files = open("1");
    context.getLogger("extrato").info("before");
    Files.delete(log);
    Files.createDirectory(log);

    context.getLogger("extrato").info("lost");
    assertThat(files.warnings()).singleElement().asString().contains("it is a folder");

    Files.delete(log);
    context.getLogger("extrato").info("after");
    assertThat(everything())
        .as("a line of its own, whatever piece of the last one was written")
        .startsWith("")
        .last()
        .asString()
        .endsWith("after");
    assertThat(files.warnings()).as("the gap is still there").hasSize(1);
  }

  /** As root, a line would go into whatever file another user likes. */
  @Test
  void log_aLinkWhereOthersMayWrite_isNotFollowed() throws IOException {
    Files.createDirectory(logs);
    Path victim = Files.writeString(folder.resolve("victim"), "");
    Files.createSymbolicLink(logs.resolve("atomic_extrato.log"), victim);
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxr-x"));

    assertThat(open("1").warnings())
        .singleElement()
        .asString()
        .contains("atomic_extrato.log", "it is a link, in a folder that others may write to");
    context.getLogger("extrato").info("lost");
    assertThat(victim).isEmptyFile();

    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
    open("2");
    context.getLogger("extrato").info("kept");
    assertThat(victim).content().contains("kept");
  }

  private static void log(LoggerContext context, String message, int times) {
    for (int i = 0; i < times; i++) {
      context.getLogger("extrato").info(message);
    }
  }

  private LogFiles open(String runId) {
    return LogFiles.open(context, settings(), runId);
  }

  private Settings settings() {
    return new SettingsReader().read(options, Map.of(), folder, folder);
  }

  private List<String> everything() throws IOException {
    return Files.readAllLines(logs.resolve("atomic_extrato.log"));
  }

  private List<String> backup() throws IOException {
    return Files.readAllLines(logs.resolve("backup_process.log"));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(requireNonNull(path)));
  }
}
