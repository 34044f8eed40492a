package extrato.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedServerIT {
  /** Unpacking takes two seconds; most tests share one home. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOME", Path.of("target").toAbsolutePath().toString());

  /** User 1 has a name on every Unix, which PostgreSQL asks for. */
  private static final int SOMEBODY = 1;

  /** Where root unpacks when its home is closed to the user that it becomes. */
  private static final Path SYSTEM_CACHE = Path.of("/var/cache/extrato");

  private final List<Process> children = new ArrayList<>();

  @TempDir Path temporary;
  private Path folder;

  @BeforeEach
  void chooseAFolder() {
    folder = temporary.resolve("a studio's demo");
  }

  @AfterEach
  void endWhatIsLeft() throws Exception {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
    if (Files.exists(folder.resolve("cluster/postmaster.pid"))) {
      EmbeddedServer.start(folder, ENVIRONMENT).close();
    }
  }

  @Test
  void start_onANewFolder_servesAnEmptyStudioDatabase() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(one(connection, "select current_database() || ' ' || current_user"))
          .isEqualTo("studio postgres");
      assertThat(one(connection, "select count(*) from pg_tables where schemaname = 'public'"))
          .isEqualTo("0");
      assertThat(one(connection, "show server_encoding")).isEqualTo("UTF8");
      assertThat(one(connection, "select datcollate || datctype from pg_database limit 1"))
          .isEqualTo("CC");
      assertThat(one(connection, "select lower('ÇÃO')")).isEqualTo("ção");
      assertThat(one(connection, "show log_timezone")).isEqualTo("UTC");
      assertThat(folder.resolve("cluster/postmaster.opts")).content().contains("\"timezone=UTC\"");
      assertThat(one(connection, "show fsync")).isEqualTo("on");
    }
  }

  @Test
  void start_onANewFolder_isClosedToOtherPeopleOfTheMachine() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(rights(folder)).isEqualTo("rwx------");
      assertThat(rights(folder.resolve("password"))).isEqualTo("rw-------");
      assertThat(one(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(one(connection, "show unix_socket_directories")).isEmpty();
      assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Tag("slow")
  @Test
  void start_onAFolderThatIsThere_findsItsData() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT)) {
      execute(server, "create table kept as select 7 as n");
    }
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(one(connection, "select n from kept")).isEqualTo("7");
    }
  }

  @Test
  @Tag("slow")
  void start_withTheDatabaseDropped_createsItAgain() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT)) {
      String url = server.jdbcUrl().replace("/studio", "/postgres");
      try (Connection connection =
              DriverManager.getConnection(url, server.user(), server.password());
          Statement statement = connection.createStatement()) {
        statement.execute("drop database studio");
      }
    }
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @Tag("slow")
  @Test
  void close_stopsTheServer_evenWithOpenConnectionsAndAnInterrupt() throws Exception {
    EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
    try (Connection connection = server.connect()) {
      Thread.currentThread().interrupt();
      server.close();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(connection.isValid(1)).isFalse();
    }
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), server.port()).close())
        .isInstanceOf(ConnectException.class);
    assertThat(folder.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void close_again_leavesTheNextServerAlone() throws Exception {
    EmbeddedServer first = EmbeddedServer.start(folder, ENVIRONMENT);
    first.close();
    try (EmbeddedServer second = EmbeddedServer.start(folder, ENVIRONMENT)) {
      first.close();
      execute(second, "select 1");
      assertThatThrownBy(() -> EmbeddedServer.start(folder, ENVIRONMENT))
          .isInstanceOf(Failure.Busy.class);
    }
  }

  @Tag("slow")
  @Test
  void start_whileAnotherProcessServesTheFolder_isBusyAndNamesIt() throws Exception {
    Process other = inAnotherProcess(Map.of());
    assertBusy(other.pid());
  }

  @Test
  @Tag("slow")
  void start_whileThisProcessServesTheFolder_isBusyAndDoesNotLoseTheLock() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT)) {
      assertBusy(ProcessHandle.current().pid());
      Process other = launch(Map.of());
      assertThat(firstLine(other))
          .startsWith("Busy")
          .contains("process " + ProcessHandle.current().pid());
      execute(server, "select 1");
    }
  }

  @Test
  @Tag("slow")
  void start_afterAnotherProcessWasKilled_stopsItsServerAndGoesOn() throws Exception {
    Process other = inAnotherProcess(Map.of());
    long orphan = postmasterPid();
    other.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(orphan)).isPresent();
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(one(connection, "select n from written")).isEqualTo("1");
      assertThat(postmasterPid()).isNotEqualTo(orphan);
    }
  }

  @Tag("slow")
  @Test
  void start_afterBothWereKilled_recovers() throws Exception {
    Process other = inAnotherProcess(Map.of());
    ProcessHandle orphan = ProcessHandle.of(postmasterPid()).orElseThrow();
    other.destroyForcibly().waitFor();
    orphan.destroyForcibly();
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Connection connection = server.connect()) {
      assertThat(one(connection, "select n from written")).isEqualTo("1");
    }
  }

  @Test
  @Tag("slow")
  void start_withAPidFileThatNamesAStranger_leavesTheStrangerAlone() throws Exception {
    EmbeddedServer.start(folder, ENVIRONMENT).close();
    Process stranger = new ProcessBuilder("sleep", "60").start();
    children.add(stranger);
    Files.writeString(
        folder.resolve("cluster/postmaster.pid"),
        String.format(
            Locale.ROOT,
            "%d\n%s\n1700000000\n1\n\n127.0.0.1\n1 1\nready\n",
            stranger.pid(),
            folder.resolve("cluster")));
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT)) {
      execute(server, "select 1");
      assertThat(stranger.isAlive()).isTrue();
    }
  }

  @Test
  @Tag("slow")
  void start_onAServerThatSomebodyStartedByHand_isBusyAndLeavesItRunning() throws Exception {
    EmbeddedServer.start(folder, ENVIRONMENT).close();
    EmbeddedFolder held = EmbeddedFolder.open(folder);
    EmbeddedPrograms programs =
        EmbeddedPrograms.of(
            EmbeddedBinaries.unpacked(EmbeddedArchive.brought(), held, ENVIRONMENT), held);
    String cluster = "--pgdata=" + folder.resolve("cluster");
    String options = "--options=-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p 0";
    programs
        .launch("pg_ctl", List.of("start", cluster, options.replace("-p 0", "-p " + freePort())))
        .waitFor();
    held.close();
    long byHand = postmasterPid();
    try {
      assertBusy(byHand);
      assertThat(ProcessHandle.of(byHand)).isPresent();
    } finally {
      programs.launch("pg_ctl", List.of("stop", cluster)).waitFor();
    }
  }

  @Test
  @Tag("slow")
  void start_afterAnInterruptedCreation_beginsAnew() throws Exception {
    Files.createDirectories(folder.resolve("cluster.new/base"));
    Files.writeString(folder.resolve("cluster.new/postgresql.conf"), "half a");
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT)) {
      execute(server, "select 1");
    }
    assertThat(folder.resolve("cluster.new")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void start_onAClusterOfAnotherMajorVersion_isUnfit() throws Exception {
    Files.createDirectories(folder.resolve("cluster"));
    Files.writeString(folder.resolve("cluster/PG_VERSION"), "15\n");
    assertThatThrownBy(() -> EmbeddedServer.start(folder, ENVIRONMENT))
        .isInstanceOf(Failure.Unfit.class)
        .hasMessageContainingAll(folder.toString(), "PostgreSQL 15", "18")
        .hasMessageNotContaining("\n");
  }

  @Test
  @Tag("slow")
  void start_onAFolderOfOtherThings_isUnfitAndLeavesNothingThere() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("fotos.txt"), "flash");
    assertThatThrownBy(() -> EmbeddedServer.start(folder, ENVIRONMENT))
        .isInstanceOf(Failure.Unfit.class)
        .hasMessageContaining(folder.toString());
    assertThat(folder.toFile().list()).containsExactly("fotos.txt");
  }

  @Tag("slow")
  @Test
  void start_thatFails_saysWhatPostgresqlSaidAndLetsTheFolderGo() throws Exception {
    EmbeddedServer.start(folder, ENVIRONMENT).close();
    Path settings = folder.resolve("cluster/postgresql.conf");
    String sound = Files.readString(settings);
    Files.writeString(settings, sound + "\nno_such_setting = 1\n");
    assertThatThrownBy(() -> EmbeddedServer.start(folder, ENVIRONMENT))
        .isInstanceOfSatisfying(
            Failure.NoDatabase.class,
            failure -> {
              assertThat(failure.text()).contains("FATAL").doesNotContain("\n");
              assertThat(failure.hint()).contains("server.log");
            });
    Files.writeString(settings, sound);
    EmbeddedServer.start(folder, ENVIRONMENT).close();
  }

  @Test
  @Tag("slow")
  void start_withAnEmptyHome_unpacksIntoItsCache() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("home"));
    EmbeddedServer.start(folder, Map.of("HOME", home.toString())).close();
    assertThat(isRoot() ? SYSTEM_CACHE : home.resolve(".cache/extrato")).isNotEmptyDirectory();
    assertThat(folder.resolve("binaries")).doesNotExist();
  }

  @Test
  @Tag("slow")
  void start_withoutAHome_unpacksIntoTheFolder() throws Exception {
    Path missing = temporary.resolve("missing");
    EmbeddedServer.start(folder, Map.of("HOME", missing.toString())).close();
    assertThat(isRoot() ? SYSTEM_CACHE : folder.resolve("binaries")).isNotEmptyDirectory();
    assertThat(missing).doesNotExist();
  }

  @Test
  @Tag("slow")
  void start_saysNothingOnTheConsole() throws Exception {
    Process other = inAnotherProcess(Map.of());
    other.getOutputStream().close();
    try (BufferedReader rest = other.inputReader(UTF_8)) {
      assertThat(rest.lines()).isEmpty();
    }
    assertThat(other.waitFor()).isZero();
    assertThat(folder.resolve("server.log")).isNotEmptyFile();
  }

  @Test
  @Tag("slow")
  void start_byRootOnAnotherUsersFolder_leavesEverythingToThatUser() throws Exception {
    assumeThat(isRoot()).isTrue();
    Files.createDirectory(folder);
    Files.setAttribute(folder, "unix:uid", SOMEBODY);
    EmbeddedServer.start(folder, ENVIRONMENT).close();
    try (EmbeddedServer server = EmbeddedServer.start(folder, ENVIRONMENT);
        Stream<Path> files = Files.walk(folder)) {
      execute(server, "select 1");
      assertThat(files.filter(file -> !isOwnedBy(SOMEBODY, file))).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  void start_byRootWhereNamespacesAreForbidden_runsAsNobody() throws Exception {
    assumeThat(isRoot()).isTrue();
    Path programs = Files.createDirectory(temporary.resolve("programs"));
    Path forbidden = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = programs + ":" + System.getenv("PATH");
    for (int run = 1; run <= 2; run++) {
      Process other = inAnotherProcess(Map.of("PATH", path));
      assertThat(EmbeddedFolder.owner(folder.resolve("cluster/PG_VERSION"))).isNotZero();
      other.getOutputStream().close();
      assertThat(other.waitFor()).isZero();
    }
  }

  /** Serves a folder, with a table written, until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (EmbeddedServer server =
          EmbeddedServer.start(Path.of(arguments[0]), Map.of("HOME", arguments[1]))) {
        execute(server, "create table if not exists written as select 1 as n");
        System.out.println("ready");
        while (System.in.read() >= 0) {}
      } catch (Failure.Busy e) {
        System.out.println("Busy: " + e.text());
      }
    }
  }

  private Process inAnotherProcess(Map<String, String> environment) throws IOException {
    Process process = launch(environment);
    assertThat(firstLine(process)).isEqualTo("ready");
    return process;
  }

  private Process launch(Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx96m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Holder.class.getName()));
    command.addAll(List.of(folder.toString(), ENVIRONMENT.get("HOME")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    children.add(process);
    return process;
  }

  private static String firstLine(Process process) throws IOException {
    return String.valueOf(process.inputReader(UTF_8).readLine());
  }

  private void assertBusy(long pid) {
    assertThatThrownBy(() -> EmbeddedServer.start(folder, ENVIRONMENT))
        .isInstanceOfSatisfying(
            Failure.Busy.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.BUSY);
              assertThat(failure.text()).contains(folder.toString(), "process " + pid);
            });
  }

  private long postmasterPid() throws IOException {
    return Long.parseLong(
        Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(0).strip());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private boolean isRoot() throws IOException {
    return EmbeddedFolder.owner(temporary) == 0;
  }

  private static boolean isOwnedBy(int user, Path file) {
    try {
      return EmbeddedFolder.owner(file) == user;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void execute(EmbeddedServer server, String sql) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
