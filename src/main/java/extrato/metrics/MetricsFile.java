package extrato.metrics;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file that node_exporter reads at any moment: written aside and renamed into place. Of each
 * month and command it has the last run.
 */
public record MetricsFile(Path file) {

  /** Replaces what the file says of the run's month and command, and carries on the rest. */
  public void add(Measured run) throws IOException {
    try (FileChannel channel =
            FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      // Two runs that end at once would each carry on what the other replaces.
      assert lock.isValid();
      Samples samples = Samples.parse(Files.exists(file) ? Files.readString(file) : "");
      samples.add(run);
      replace(samples.text());
    }
  }

  private void replace(String text) throws IOException {
    Path aside = beside(".tmp");
    Files.writeString(aside, text);
    // The collector runs as another user.
    Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** A name that the collector does not read. */
  private Path beside(String ending) {
    return file.resolveSibling("." + file.getFileName() + ending);
  }
}
