package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.json.JsonFields;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in a folder of backups that says to which database they belong. An empty folder without it
 * may be a disk that is not mounted.
 *
 * @param databaseId the id of the database that writes here
 * @param studio the schema of the studio's tables
 * @param since when the folder was marked
 * @param before the databases whose backups it took over
 */
record FolderMarker(
    int format, String databaseId, String studio, String zone, String since, List<String> before) {
  static final String NAME = "extrato-backups.json";
  static final int FORMAT = 1;

  /** No version wrote a longer file. */
  private static final long LONGEST = 1 << 20;

  FolderMarker {
    before = List.copyOf(before);
  }

  /** As people read it; a file that says something else is shown as it is. */
  String sinceDay() {
    try {
      return DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT)
          .format(Instant.parse(since).atZone(ZoneId.of(zone)));
    } catch (DateTimeException e) {
      return since;
    }
  }

  static FolderMarker of(Identity database, ZoneId zone, Clock clock, List<String> before) {
    return new FolderMarker(
        FORMAT,
        database.databaseId(),
        database.schema(),
        zone.getId(),
        clock.instant().toString(),
        before);
  }

  /** Marks a folder that has no marker as this database's. */
  static void mark(Path folder, Identity database, ZoneId zone, Clock clock) {
    if (of(folder).isEmpty()) {
      of(database, zone, clock, List.of()).write(folder);
    }
  }

  /** The databases whose backups in this folder the given database has taken over. */
  static List<String> takenOver(Path folder, String databaseId) {
    return of(folder)
        .filter(marker -> marker.databaseId().equals(databaseId))
        .map(FolderMarker::before)
        .orElse(List.of());
  }

  /** Empty if there is none. Fails if there is one that cannot be understood. */
  static Optional<FolderMarker> of(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
        throw new IOException("it is not the file that this program wrote");
      }
      return Optional.of(parse(file, PlainFile.bytes(file)));
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          file + " cannot be read: " + Reason.of(e),
          "it says whose backups these are: bring it back from the other copy of this folder, or"
              + " move it away and run `extrato init --adopt`",
          e);
    }
  }

  private static FolderMarker parse(Path file, byte[] bytes) throws IOException {
    JsonFields json;
    try {
      json = JsonFields.of(JsonText.read(bytes));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IOException("it is not JSON", e);
    }
    long format = json.number("format");
    if (format > FORMAT) {
      throw new Failure.FileTrouble(
          file + " has the format " + format + ", which is newer than this version of the tool",
          "use the newer version of the tool",
          null);
    }
    return new FolderMarker(
        (int) format,
        json.text("database_id"),
        json.text("studio"),
        json.text("zone"),
        json.text("since"),
        json.texts("before"));
  }

  /** Marks a folder that has no marker; does not replace one that another run has just written. */
  void write(Path folder) {
    put(
        folder,
        (temporary, target) -> {
          try {
            BackupFolder.publish(temporary, target);
          } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(temporary);
          }
        });
  }

  /** Replaces the marker of another database. */
  void replace(Path folder) {
    put(
        folder,
        (temporary, target) ->
            Files.move(
                temporary,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  private interface Naming {
    void give(Path temporary, Path target) throws IOException;
  }

  private void put(Path folder, Naming naming) {
    Path target = folder.resolve(NAME);
    Path temporary = folder.resolve("." + NAME + "." + UUID.randomUUID() + BackupFolder.TEMPORARY);
    try {
      BackupFolder.create(folder);
      try {
        BackupFile.writeWhole(temporary, render());
        naming.give(temporary, target);
        BackupFolder.flush(folder);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw BackupFolder.trouble("the folder " + folder + " could not be marked", e);
    }
  }

  private byte[] render() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", format);
    fields.put("database_id", databaseId);
    fields.put("studio", studio);
    fields.put("zone", zone);
    fields.put("since", since);
    fields.put("before", before);
    return (JsonText.indented(fields) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
