package extrato.faults;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The results in {@code target/faults.md}, one row per attack, written while the attacks go on. */
final class FaultTable {
  private static final Path FILE =
      Path.of(System.getProperty("extrato.home", ""), "target", "faults.md").toAbsolutePath();
  private static final List<String> HEAD =
      List.of(
          "| attack | trials | failures | seed | how the trials ended |", "|---|---|---|---|---|");

  private FaultTable() {}

  /** Replaces an earlier row of the same attack. */
  static void put(String attack, int trials, int failures, long seed, Map<String, Integer> ends) {
    String start = "| " + attack + " |";
    String row =
        String.format(
            Locale.ROOT, "%s %d | %d | %d | %s |", start, trials, failures, seed, told(ends));
    try {
      Files.createDirectories(FILE.getParent());
      // Several processes may run attacks at once.
      try (RandomAccessFile file = new RandomAccessFile(FILE.toFile(), "rw");
          FileLock lock = file.getChannel().lock()) {
        byte[] bytes = new byte[(int) file.length()];
        file.readFully(bytes);
        byte[] changed = withRow(new String(bytes, StandardCharsets.UTF_8), start, row);
        file.seek(0);
        file.write(changed);
        file.setLength(changed.length);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withRow(String table, String start, String row) {
    List<String> lines = new ArrayList<>(table.isEmpty() ? HEAD : table.lines().toList());
    lines.removeIf(line -> line.startsWith(start));
    lines.add(row);
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String told(Map<String, Integer> ends) {
    List<String> told = new ArrayList<>();
    new TreeMap<>(ends).forEach((end, count) -> told.add(count + " " + end));
    return String.join(", ", told);
  }
}
