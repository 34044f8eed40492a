package extrato.work.doctor;

import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log file of any length. */
final class LogEnd {
  private static final int BYTES = 256 * 1024;

  private LogEnd() {}

  static List<String> of(Path file, int lines) throws IOException {
    try (FileChannel open = PlainFile.openedForReading(file)) {
      long from = Math.max(0, open.size() - BYTES);
      byte[] end = new byte[(int) (open.size() - from)];
      ByteBuffer left = ByteBuffer.wrap(end);
      Disk.order(
          () -> {
            while (left.hasRemaining() && open.read(left, from + left.position()) > 0) {}
          });
      List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
      // The first line of a piece may be incomplete.
      int first = Math.max(from > 0 ? 1 : 0, all.size() - lines);
      return all.subList(Math.min(first, all.size()), all.size());
    }
  }
}
