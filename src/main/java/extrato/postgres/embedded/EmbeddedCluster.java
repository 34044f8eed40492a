package extrato.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import extrato.support.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.io.file.PathUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database cluster in an embedded database's folder, and its server. */
final class EmbeddedCluster {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);

  /** Identifies servers that the tool started in the list of processes. */
  private static final String OURS = "cluster_name=extrato";

  /** Statements and error details contain clients' names, so they stay out of the server's log. */
  private static final String OPTIONS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=20"
          + " -c shared_buffers=64MB -c timezone=UTC -c log_timezone=UTC"
          + " -c log_error_verbosity=terse -c log_min_error_statement=panic -c "
          + OURS;

  private static final int ATTEMPTS = 3;

  /** Lets a killed server's last processes end, or a port become free, before the next attempt. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration TO_DIE = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final EmbeddedFolder folder;
  private final EmbeddedBinaries binaries;
  private final EmbeddedPrograms programs;

  private EmbeddedCluster(
      EmbeddedFolder folder, EmbeddedBinaries binaries, EmbeddedPrograms programs) {
    this.folder = folder;
    this.binaries = binaries;
    this.programs = programs;
  }

  static EmbeddedCluster in(EmbeddedFolder folder, EmbeddedBinaries binaries) {
    EmbeddedCluster cluster =
        new EmbeddedCluster(folder, binaries, EmbeddedPrograms.of(binaries, folder));
    cluster.refuseAnotherVersion();
    folder.beginLog();
    return cluster;
  }

  /**
   * This process holds the folder, so if our server is still alive, the JVM that started it is not.
   */
  void stopWhatAKilledRunLeft() {
    Optional<EmbeddedPostmaster> left = postmaster().filter(server -> server.process().isPresent());
    if (left.isEmpty()) {
      return;
    }
    programs.await(() -> !left.get().isDying(), TO_DIE);
    if (left.get().process().isEmpty()) {
      return;
    }
    String commandLine = left.get().commandLine();
    if (commandLine.contains(folder.cluster().toString()) && commandLine.contains(OURS)) {
      LOG.warn("stopping the embedded server {} that a killed run left", left.get().pid());
      stop();
    } else if (left.get().answers()) {
      throw new Failure.Busy(
          String.format(
              Locale.ROOT,
              "the embedded database in %s is in use by process %s, which this program has not"
                  + " started",
              folder.path(),
              left.get().pid()),
          "stop it, or choose another folder");
    } else {
      forgetTheReusedPid();
    }
  }

  void createWhenAbsent(String superuser) {
    if (Files.exists(folder.cluster())) {
      return;
    }
    Path unfinished = folder.unfinishedCluster();
    try {
      if (Files.exists(unfinished)) {
        PathUtils.deleteDirectory(unfinished);
      }
      folder.makePassword();
      initialise(unfinished, superuser);
      Files.move(unfinished, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw folder.trouble("cannot make", folder.cluster(), e);
    }
  }

  /** Starts the server and returns its port. */
  int start() {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      int port = freePort();
      if (started(port)) {
        return port;
      }
      stop();
      programs.await(() -> false, PAUSE);
    }
    throw failed("does not start");
  }

  /** Stops the server even if there are connections; does nothing if none runs. */
  void stop() {
    if (postmaster().flatMap(EmbeddedPostmaster::process).isPresent()
        && !stopped("fast")
        && !stopped("immediate")) {
      throw failed("does not stop");
    }
  }

  private void refuseAnotherVersion() {
    Path file = folder.cluster().resolve("PG_VERSION");
    try {
      if (!Files.exists(folder.cluster())) {
        return;
      }
      String version = Files.readString(file, UTF_8).strip();
      if (!version.equals(binaries.majorVersion())) {
        throw new Failure.Unfit(
            String.format(
                Locale.ROOT,
                "the embedded database in %s was made by PostgreSQL %s, this program brings %s",
                folder.path(),
                version,
                binaries.majorVersion()),
            "choose another folder, or move the data with the other version's pg_dump");
      }
    } catch (NoSuchFileException e) {
      throw new Failure.Unfit(
          folder.cluster() + " is not a PostgreSQL cluster", "choose another folder", e);
    } catch (IOException e) {
      throw folder.trouble("cannot read", file, e);
    }
  }

  /**
   * The password has 192 random bits, so many rounds of hashing would only slow connecting down.
   */
  private void initialise(Path directory, String superuser) {
    List<String> options =
        List.of(
            "--pgdata=" + directory,
            "--username=" + superuser,
            "--auth=scram-sha-256",
            "--pwfile=" + folder.passwordFile(),
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions",
            "--no-sync",
            "--set=scram_iterations=256");
    Process initdb = programs.launch("initdb", options);
    if (!programs.await(() -> !initdb.isAlive(), START_LIMIT) || initdb.exitValue() != 0) {
      initdb.destroy();
      throw failed("cannot be made");
    }
  }

  private boolean started(int port) {
    List<String> options =
        List.of(
            "start",
            "--pgdata=" + folder.cluster(),
            "--log=" + folder.log(),
            "--wait",
            "--timeout=" + START_LIMIT.toSeconds(),
            "--options=-p " + port + OPTIONS);
    Process starter = programs.launch("pg_ctl", options);
    // pg_ctl looks only ten times a second; the server reports sooner that it is ready.
    programs.await(() -> isReady(port) || !starter.isAlive(), START_LIMIT);
    return isReady(port);
  }

  private boolean stopped(String mode) {
    List<String> options =
        List.of(
            "stop",
            "--pgdata=" + folder.cluster(),
            "--mode=" + mode,
            "--wait",
            "--timeout=" + STOP_LIMIT.toSeconds());
    Process stopper = programs.launch("pg_ctl", options);
    programs.await(() -> postmaster().isEmpty() || !stopper.isAlive(), STOP_LIMIT);
    return postmaster().flatMap(EmbeddedPostmaster::process).isEmpty();
  }

  private boolean isReady(int port) {
    return postmaster().filter(server -> server.isReadyOn(port)).isPresent();
  }

  private Optional<EmbeddedPostmaster> postmaster() {
    return EmbeddedPostmaster.of(folder.cluster());
  }

  /** After a reboot the pid may belong to any process; PostgreSQL would take it for a server. */
  private void forgetTheReusedPid() {
    Path file = EmbeddedPostmaster.file(folder.cluster());
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw folder.trouble("cannot remove", file, e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on the loopback address", e);
    }
  }

  private Failure.NoDatabase failed(String how) {
    return new Failure.NoDatabase(
        String.format(
            Locale.ROOT,
            "the embedded PostgreSQL in %s %s: %s",
            folder.path(),
            how,
            programs.lastComplaint()),
        "see " + folder.log(),
        null);
  }
}
