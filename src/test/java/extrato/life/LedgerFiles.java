package extrato.life;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backups of the ledger, read once each: they are never changed. */
final class LedgerFiles {
  private static final Pattern NAME = Pattern.compile("ledger_(\\d+)\\.manifest\\.json");

  /** A transfer as a backup has it. */
  record Line(String key, String kind, Map<String, Long> legs, Instant at) {}

  /** A backup whose manifest proves it. */
  record Kept(Path file, List<Line> lines) {
    List<String> keys() {
      return lines.stream().map(Line::key).toList();
    }

    @Override
    public String toString() {
      return file.getFileName() + " (" + lines.size() + " transfers)";
    }
  }

  private final Map<String, Kept> known = new HashMap<>();

  /** The newest in the first folder, or in that of the second copies if the first has none. */
  Optional<Kept> newest(Path first, @Nullable Path second) {
    return Stream.of(Optional.of(first), Optional.ofNullable(second))
        .flatMap(Optional::stream)
        .map(this::newestIn)
        .flatMap(Optional::stream)
        .findFirst();
  }

  Optional<Kept> newestIn(Path backups) {
    Path folder = backups.resolve("wallet");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    TreeMap<Integer, Path> numbered = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(
          file -> {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
              numbered.put(Integer.valueOf(name.group(1)), file);
            }
          });
      return numbered.isEmpty()
          ? Optional.empty()
          : Optional.of(read(numbered.lastEntry().getValue()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Kept read(Path manifest) throws IOException {
    String proof = Files.readString(manifest);
    Path file =
        manifest.resolveSibling(
            manifest.getFileName().toString().replace(".manifest.json", ".ndjson"));
    Kept kept = known.get(manifest + proof);
    if (kept == null) {
      byte[] bytes = Files.readAllBytes(file);
      if (!Eyes.json(proof).path("sha256").asText().equals(Folders.sha256(bytes))) {
        throw new Broken("ledger", file.getFileName() + " is not what its manifest says");
      }
      kept = new Kept(file, lines(new String(bytes, StandardCharsets.UTF_8)));
      known.put(manifest + proof, kept);
    }
    return kept;
  }

  private static List<Line> lines(String text) {
    Map<Long, String> keys = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (String one : text.lines().toList()) {
      JsonNode line = Eyes.json(one);
      keys.put(line.path("id").asLong(), line.path("key").asText());
      Map<String, Long> legs = new TreeMap<>();
      for (JsonNode entry : line.path("entries")) {
        String kind = entry.path(0).asText();
        legs.put(LedgerLaws.name(kind, entry.path(1).asLong(), keys), entry.path(3).asLong());
      }
      lines.add(
          new Line(
              line.path("key").asText(),
              line.path("kind").asText(),
              legs,
              Instant.parse(line.path("at").asText())));
    }
    return List.copyOf(lines);
  }
}
