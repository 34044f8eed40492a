package extrato.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The single PostgreSQL server of this test JVM: in a container if a Docker engine answers,
 * otherwise the embedded one. It starts when it is first needed, and stops when the JVM ends.
 */
public final class TestServer implements AutoCloseable {
  static final String SUPERUSER = "postgres";
  static final String PASSWORD = "postgres";

  private static final String IMAGE = "postgres:18";
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM_FOR_DATA = 4L << 30;
  private static final Duration DOCKER_ANSWERS_WITHIN = Duration.ofSeconds(10);

  /** Nothing has to outlive the tests, so nothing has to reach a disk. */
  private static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.of(
              "fsync", "off",
              "full_page_writes", "off",
              "wal_level", "minimal",
              "max_wal_senders", "0",
              "shared_buffers", "64MB",
              "max_connections", "200",
              "max_prepared_transactions", "0",
              "autovacuum", "off"));

  /** Roles other than the superuser must give their password, as in the container. */
  private static final List<String> WHO_MAY_CONNECT =
      List.of(
          "host all " + SUPERUSER + " 127.0.0.1/32 trust",
          "host all " + SUPERUSER + " ::1/128 trust",
          "host all all 127.0.0.1/32 scram-sha-256",
          "host all all ::1/128 scram-sha-256");

  private final String host;
  private final int port;
  private final String description;

  private final Runnable stop;
  private final KeptConnection kept = new KeptConnection(() -> connect("postgres"));

  private TestServer(String host, int port, String kind, Runnable stop) {
    this.host = host;
    this.port = port;
    this.stop = stop;
    this.description = "tests run on " + String.format(Locale.ROOT, kind, version());
  }

  public static TestServer get() {
    return Holder.SERVER;
  }

  /** Another server, from an archive with another version's binaries; the caller closes it. */
  public static TestServer of(Path binaries) {
    quiet();
    EmbeddedPostgres postgres =
        embedded(builder -> builder.setPgBinaryResolver((system, machine) -> open(binaries)));
    return new TestServer(
        "localhost", postgres.getPort(), "the embedded PostgreSQL %s", () -> stop(postgres));
  }

  /** Stops the server; the JVM's own server is stopped with the JVM. */
  @Override
  public void close() {
    kept.close();
    stop.run();
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** Describes the server in one line. */
  public String description() {
    return description;
  }

  /** The superuser's address of a database, as in {@code DATABASE_URL}. */
  public String url(String database) {
    return url(database, SUPERUSER, PASSWORD);
  }

  public String url(String database, String user, String password) {
    return String.format(
        Locale.ROOT,
        "postgresql://%s:%s@%s:%d/%s",
        encoded(user),
        encoded(password),
        host,
        port,
        encoded(database));
  }

  public String jdbcUrl(String database) {
    return jdbcUrl(database, SUPERUSER, PASSWORD);
  }

  public String jdbcUrl(String database, String user, String password) {
    return String.format(
        Locale.ROOT,
        "jdbc:postgresql://%s:%d/%s?user=%s&password=%s",
        host,
        port,
        encoded(database),
        encoded(user),
        encoded(password));
  }

  /** A superuser's connection with an application name that is not the tool's. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database) + "&ApplicationName=test");
  }

  void execute(String sql) {
    try {
      kept.run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String version() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show server_version")) {
      result.next();
      return result.getString(1).split(" ", 2)[0];
    } catch (SQLException e) {
      throw new IllegalStateException("the test server does not answer", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static TestServer start() {
    quiet();
    TestServer server =
        dockerAnswers() ? startContainer() : startEmbedded("no Docker engine found");
    System.out.println(server.description());
    return server;
  }

  /** Testcontainers reports a missing engine at length, and as an error. */
  private static void quiet() {
    level("org.testcontainers", Level.OFF);
    level("tc", Level.OFF);
    level("com.github.dockerjava", Level.OFF);
    level("io.zonky.test", Level.WARN);
  }

  private static void level(String name, Level level) {
    if (LoggerFactory.getLogger(name) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }

  private static boolean dockerAnswers() {
    FutureTask<Boolean> question =
        new FutureTask<>(() -> DockerClientFactory.instance().isDockerAvailable());
    Thread asking = new Thread(question, "is-docker-there");
    asking.setDaemon(true);
    asking.start();
    try {
      return question.get(DOCKER_ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static TestServer startContainer() {
    List<String> command = new ArrayList<>(List.of("postgres"));
    SETTINGS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    // The end of the JVM closes it, not a block.
    @SuppressWarnings("resource")
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withUsername(SUPERUSER)
            .withPassword(PASSWORD)
            .withDatabaseName("postgres")
            .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --encoding=UTF8")
            .withCommand(command.toArray(String[]::new));
    try {
      container.start();
    } catch (ContainerLaunchException | ContainerFetchException e) {
      return startEmbedded("Docker could not start " + IMAGE);
    }
    atTheEnd(container::stop);
    int port = container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
    return new TestServer(container.getHost(), port, "PostgreSQL %s in Docker", () -> {});
  }

  private static TestServer startEmbedded(String why) {
    EmbeddedPostgres postgres = embedded(builder -> {});
    atTheEnd(() -> stop(postgres));
    return new TestServer(
        "localhost", postgres.getPort(), "the embedded PostgreSQL %s (" + why + ")", () -> {});
  }

  private static EmbeddedPostgres embedded(Consumer<EmbeddedPostgres.Builder> more) {
    try {
      Path folder = workingFolder();
      File log = folder.resolve("postgres.log").toFile();
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(folder.toFile())
              .setDataDirectory(folderOfData(folder).resolve("extrato-tests-" + UUID.randomUUID()))
              .setDataDirectoryCustomizer(TestServer::askForPasswords)
              .setLocaleConfig("locale", "C")
              .setOutputRedirector(Redirect.appendTo(log))
              .setPGStartupWait(Duration.ofSeconds(60))
              .setRegisterShutdownHook(false);
      SETTINGS.forEach(builder::setServerConfig);
      more.accept(builder);
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
    }
  }

  /** The archive in the jar that is named for this kind of machine. */
  private static InputStream open(Path binaries) {
    try (ZipFile jar = new ZipFile(binaries.toFile())) {
      ZipEntry entry =
          jar.stream().filter(file -> file.getName().endsWith(".txz")).findFirst().orElseThrow();
      try (InputStream in = jar.getInputStream(entry)) {
        return new ByteArrayInputStream(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A folder below {@code target}, except for root: PostgreSQL refuses to run as root, so it runs
   * without root's rights and may be unable to reach a checkout in somebody's home.
   */
  private static Path workingFolder() throws IOException {
    String user = System.getProperty("user.name");
    Path target = Path.of(System.getProperty("extrato.home", ""), "target").toAbsolutePath();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "extrato-tests-" + user);
    boolean belowTarget = Files.isWritable(target) && !user.equals("root");
    Path folder =
        Files.createDirectories(
            belowTarget ? target.resolve("postgres") : temporary,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.getOwner(folder).getName().equals(user)
        ? folder
        : Files.createTempDirectory("extrato-tests");
  }

  /**
   * In memory if there is room: thousands of databases are created, and their files end with them.
   */
  private static Path folderOfData(Path otherwise) throws IOException {
    boolean hasRoom =
        Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_FOR_DATA;
    return hasRoom ? MEMORY : otherwise;
  }

  private static void askForPasswords(File dataDirectory) {
    try {
      Files.write(dataDirectory.toPath().resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void atTheEnd(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-test-server"));
  }

  private static final class Holder {
    static final TestServer SERVER = start();
  }
}
