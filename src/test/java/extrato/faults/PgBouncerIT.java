package extrato.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TestServer;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Everything works by way of a pooler that gives every transaction another session. */
@ExtendWith(StudioExtension.class)
final class PgBouncerIT {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  @TempDir Path folder;

  @Test
  void everyCommand_byPgBouncerInTransactionMode_works(StudioDatabase studio) {
    assumeTrue(Files.isExecutable(PROGRAM), "pgbouncer is not installed");
    Attack attack = Attack.named("every command by PgBouncer in transaction mode");
    attack.attempt(random -> everyCommand(studio));
    attack.check();
  }

  private String everyCommand(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    Operator.inDecember(studio, folder.resolve("home")).succeed("init");
    StudioRole role = studio.role();
    EveryCommand.grantWhatTheReadmeSays(studio, role.name());
    int port = freePort();
    Process bouncer = start(role, port);
    try {
      awaitListening(port, bouncer);
      String url = role.url().replaceFirst("@[^/]+/", "@127.0.0.1:" + port + "/");
      EveryCommand.works(
          studio, Operator.inDecember(studio, folder.resolve("home")).with("DATABASE_URL", url));
      return "worked";
    } finally {
      bouncer.destroy();
      bouncer.waitFor();
    }
  }

  private Process start(StudioRole role, int port) throws IOException {
    // It refuses to run as root, and must reach its files.
    Path own =
        Files.createTempDirectory(
            "extrato-pgbouncer",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path users =
        Files.writeString(
            own.resolve("users.txt"),
            String.format(Locale.ROOT, "\"%s\" \"%s\"\n", role.name(), role.password()));
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
                pool_mode = transaction
                default_pool_size = 5
                ignore_startup_parameters = extra_float_digits
                """,
                TestServer.get().port(),
                port,
                users));
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    if (System.getProperty("user.name", "").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("pgbouncer.log").toFile())
        .start();
  }

  private void awaitListening(int port, Process bouncer) throws Exception {
    for (int tries = 0; tries < 500; tries++) {
      try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (bouncer.waitFor(10, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    }
    throw new AssertionError(
        "pgbouncer does not listen: " + Files.readString(folder.resolve("pgbouncer.log")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
