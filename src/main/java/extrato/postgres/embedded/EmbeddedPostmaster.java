package extrato.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes about itself into {@code postmaster.pid}: the pid first, the port, the state
 * last.
 */
record EmbeddedPostmaster(List<String> lines) {
  EmbeddedPostmaster {
    lines = List.copyOf(lines);
  }

  /** Empty if no server runs on the cluster and none was killed. */
  static Optional<EmbeddedPostmaster> of(Path cluster) {
    Path file = file(cluster);
    try {
      return Optional.of(new EmbeddedPostmaster(Files.readAllLines(file, UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  String pid() {
    return line(0);
  }

  Optional<ProcessHandle> process() {
    return pid().isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid()));
  }

  String commandLine() {
    return process().flatMap(process -> process.info().commandLine()).orElse("");
  }

  /**
   * A killed server has no command line until its parent reaps it, and its children keep answering
   * until they notice.
   */
  boolean isDying() {
    return process().isPresent() && commandLine().isEmpty() && answers();
  }

  boolean isReadyOn(int port) {
    return line(3).equals(Integer.toString(port))
        && line(7).equals("ready")
        && process().isPresent();
  }

  boolean answers() {
    if (line(3).isEmpty()) {
      return false;
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (Socket socket = new Socket(loopback, Integer.parseInt(line(3)))) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String line(int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }
}
