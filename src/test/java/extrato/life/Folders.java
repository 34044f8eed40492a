package extrato.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/** The backups in the folders, read once, and again after a file or folder has changed. */
final class Folders {
  private static final Pattern FOLDER = Pattern.compile("(20\\d\\d)_(\\d\\d)");
  private static final Map<String, String> TABLES =
      Map.of(
          "pagamento",
          "pagamentos",
          "sessao",
          "sessoes",
          "comissao",
          "comissoes",
          "gasto",
          "gastos");
  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .setIgnoreEmptyLines(false)
          .get();

  /** What a month's folder held at that time. */
  private record Listed(long when, List<Gen> gens) {}

  private final Map<Path, Listed> folders = new HashMap<>();

  void forget() {
    folders.clear();
  }

  /** If the first folder lacks a backup, the second copy counts. */
  List<Gen> look(Path first, @Nullable Path second) {
    Map<String, Gen> found = new TreeMap<>();
    if (second != null) {
      list(second).forEach(gen -> found.put(gen.month() + " " + gen.number(), gen));
    }
    list(first).forEach(gen -> found.put(gen.month() + " " + gen.number(), gen));
    return List.copyOf(found.values());
  }

  private List<Gen> list(Path backups) {
    if (!Files.isDirectory(backups)) {
      return List.of();
    }
    List<Gen> gens = new ArrayList<>();
    try (Stream<Path> months = Files.list(backups)) {
      for (Path folder : months.sorted().toList()) {
        Matcher name = FOLDER.matcher(folder.getFileName().toString());
        if (name.matches() && Files.isDirectory(folder)) {
          YearMonth month =
              YearMonth.of(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
          long when = Files.getLastModifiedTime(folder).toMillis();
          Listed listed = folders.get(folder);
          if (listed == null || listed.when != when) {
            listed = new Listed(when, read(folder, month));
            folders.put(folder, listed);
          }
          gens.addAll(listed.gens);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gens;
  }

  private static List<Gen> read(Path folder, YearMonth month) throws IOException {
    List<Gen> gens = new ArrayList<>();
    Pattern file = Pattern.compile("backup_" + folder.getFileName() + "(?:_(\\d+))?\\.csv");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path csv : files.sorted().toList()) {
        Matcher name = file.matcher(csv.getFileName().toString());
        if (name.matches()) {
          int number = name.group(1) == null ? 1 : Integer.parseInt(name.group(1));
          Gen gen = gen(month, number, csv);
          if (gen != null) {
            gens.add(gen);
          }
        }
      }
    }
    return gens;
  }

  /** The backup; null if no sound manifest proves the file. */
  private static @Nullable Gen gen(YearMonth month, int number, Path csv) throws IOException {
    Path manifest =
        csv.resolveSibling(csv.getFileName().toString().replace(".csv", ".manifest.json"));
    if (!Files.isRegularFile(manifest)) {
      return null;
    }
    JsonNode said;
    try {
      said = Eyes.json(Files.readString(manifest));
    } catch (IllegalStateException damaged) {
      return null;
    }
    byte[] bytes = Files.readAllBytes(csv);
    if (!said.path("sha256").asText().equals(sha256(bytes))) {
      return null;
    }
    return new Gen(month, number, csv, rows(new String(bytes, StandardCharsets.UTF_8)));
  }

  private static Map<String, Row> rows(String text) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    List<String> names = List.of();
    for (CSVRecord line : CSVParser.parse(new StringReader(text.substring(1)), CSV)) {
      if (names.isEmpty()) {
        names = line.toList();
      } else {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        for (int i = 1; i < names.size(); i++) {
          values.put(names.get(i), line.get(i));
        }
        Row row = Row.of(String.valueOf(TABLES.get(line.get(0))), values);
        rows.put(row.token(), row);
      }
    }
    return rows;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
