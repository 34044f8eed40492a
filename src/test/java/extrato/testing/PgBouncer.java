package extrato.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The Debian package's PgBouncer in front of the test server. */
public final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final Path own;
  private final int port;
  private final Process process;

  private PgBouncer(Path own, int port, Process process) {
    this.own = own;
    this.port = port;
    this.process = process;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * @param mode as in its setting {@code pool_mode}
   * @param more further lines of its settings
   */
  public static PgBouncer start(String mode, String user, String password, String more) {
    try {
      int port = freePort();
      Path own = folder();
      PgBouncer bouncer = new PgBouncer(own, port, start(own, port, mode, user, password, more));
      bouncer.awaitListening(own);
      return bouncer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of the same database through PgBouncer. */
  public String url(String url) {
    return url.replaceFirst("@[^/]+/", "@127.0.0.1:" + port + "/");
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    Folders.delete(own);
  }

  /** PgBouncer refuses to run as root, so its user must be able to reach its files. */
  private static Path folder() throws IOException {
    return Files.createTempDirectory(
        "extrato-pgbouncer",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
  }

  private static Process start(
      Path own, int port, String mode, String user, String password, String more)
      throws IOException {
    Path users =
        Files.writeString(
            own.resolve("users.txt"),
            String.format(Locale.ROOT, "\"%s\" \"%s\"\n", user, password));
    Path settings =
        Files.writeString(
            own.resolve("pgbouncer.ini"),
            String.format(
                Locale.ROOT,
                """
                [databases]
                * = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                %s
                """,
                TestServer.get().port(),
                port,
                users,
                mode,
                more));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name", "").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(own.resolve("pgbouncer.log").toFile())
        .start();
  }

  private void awaitListening(Path own) throws IOException {
    for (int tries = 0; tries < 500; tries++) {
      try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (hasEnded()) {
          break;
        }
      }
    }
    throw new AssertionError(
        "pgbouncer does not listen: " + Files.readString(own.resolve("pgbouncer.log")));
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(10, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
