package extrato.cli.output;

import extrato.month.backup.Manifest;
import extrato.month.backup.ShelvedBackup;
import extrato.studio.Count;
import extrato.studio.Month;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The backups in both folders, as lines of text and as JSON. */
public final class BackupList {
  private final ZoneId zone;
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Month month, ShelvedBackup backup, boolean copy) {}

  public BackupList(ZoneId zone) {
    this.zone = zone;
  }

  public void add(Month month, List<ShelvedBackup> backups) {
    backups.forEach(backup -> entries.add(new Entry(month, backup, false)));
  }

  public void addCopies(Month month, List<ShelvedBackup> backups) {
    backups.forEach(backup -> entries.add(new Entry(month, backup, true)));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public String verdict() {
    long sound = entries.stream().filter(entry -> entry.backup().isSound()).count();
    return isEmpty()
        ? "there are no backups"
        : String.format(
            Locale.ROOT,
            "%s of %s backups are sound, as far as manifest and length tell",
            Count.of(sound),
            Count.of(entries.size()));
  }

  public List<String> lines(int width) {
    if (isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable()
            .word("month")
            .number("gen")
            .word("file")
            .number("records")
            .number("bytes")
            .word("written")
            .word("")
            .text("");
    entries.forEach(entry -> table.row(row(entry)));
    List<String> rows = table.lines(width);
    List<String> lines = new ArrayList<>(List.of(rows.get(0)));
    for (int at = 0; at < entries.size(); at++) {
      lines.add(rows.get(at + 1));
      String problem = entries.get(at).backup().problem();
      if (problem != null) {
        TextWidth.wrap(problem, TextWidth.less(width, 4)).forEach(line -> lines.add("    " + line));
      }
    }
    return lines;
  }

  public List<Map<String, @Nullable Object>> details() {
    return entries.stream()
        .map(
            entry -> {
              Map<String, @Nullable Object> details = new LinkedHashMap<>();
              details.put("month", entry.month().toString());
              details.put("copy", entry.copy());
              details.putAll(details(entry.backup()));
              return details;
            })
        .toList();
  }

  public static Map<String, @Nullable Object> details(ShelvedBackup backup) {
    Manifest manifest = backup.manifest();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("generation", backup.isGeneration() ? backup.number() : null);
    details.put("file", backup.csv().toString());
    details.put("bytes", backup.bytes() < 0 ? null : backup.bytes());
    details.put("records", manifest == null ? null : manifest.rows());
    details.put("written", manifest == null ? null : manifest.written().at());
    details.put("sha256", manifest == null ? null : manifest.file().sha256());
    details.put("sound", backup.isSound());
    details.put("problem", backup.problem());
    return details;
  }

  private List<String> row(Entry entry) {
    ShelvedBackup backup = entry.backup();
    Manifest manifest = backup.manifest();
    return List.of(
        entry.month().slashed(),
        backup.isGeneration() ? String.valueOf(backup.number()) : "–",
        backup.csv().getFileName().toString(),
        manifest == null ? "–" : Count.of(manifest.rows()),
        backup.bytes() < 0 ? "–" : Count.of(backup.bytes()),
        manifest == null ? "–" : Brazilian.moment(Instant.parse(manifest.written().at()), zone),
        backup.isSound() ? "sound" : "not sound",
        entry.copy() ? "copy" : "");
  }
}
