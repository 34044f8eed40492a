package extrato.postgres.embedded;

import extrato.support.failure.Failure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The operating system's user that runs PostgreSQL's programs. */
final class EmbeddedAccount {
  private static final int NOBODY = 65534;
  private static final long PROBE_SECONDS = 10;

  private EmbeddedAccount() {}

  /**
   * PostgreSQL refuses to run as root. In a user namespace, root appears as another user while the
   * files stay root's. Where a container forbids that, or the folder belongs to another user, root
   * becomes the folder's owner (or nobody) and keeps the right to reach the folder.
   */
  static List<String> prefix(EmbeddedBinaries binaries, EmbeddedFolder folder) throws IOException {
    if (folder.user() != 0) {
      return List.of();
    }
    for (List<String> candidate : candidates(folder)) {
      if (works(candidate, binaries, folder)) {
        return candidate;
      }
    }
    throw new Failure.Unfit(
        "PostgreSQL refuses to run as root, and root cannot become another user here",
        "run the command as an ordinary user");
  }

  private static List<List<String>> candidates(EmbeddedFolder folder) throws IOException {
    boolean exists = Files.exists(folder.cluster());
    Path owned = exists ? folder.cluster() : folder.path();
    int user = EmbeddedFolder.owner(owned);
    int group = (Integer) Files.getAttribute(owned, "unix:gid");
    List<String> namespace = List.of("unshare", "--user");
    if (user != 0) {
      return List.of(become(user, group));
    }
    return exists ? List.of(namespace) : List.of(namespace, become(NOBODY, NOBODY));
  }

  private static List<String> become(int user, int group) {
    return List.of(
        "setpriv",
        "--reuid=" + user,
        "--regid=" + group,
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override");
  }

  private static boolean works(
      List<String> candidate, EmbeddedBinaries binaries, EmbeddedFolder folder) {
    List<String> command = new ArrayList<>(candidate);
    command.addAll(
        List.of("sh", "-c", "test \"$(id -u)\" != 0 && test -w \"$1\" && test -x \"$2\"", "sh"));
    command.add(folder.path().toString());
    command.add(binaries.program("postgres").toString());
    try {
      Process probe = EmbeddedPrograms.builder(command).redirectOutput(Redirect.DISCARD).start();
      return probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false; // The program is not installed: try the next one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
