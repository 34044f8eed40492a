package extrato.work.importing;

import extrato.month.backup.ImportImage;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.TargetColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Keeps what an import does to records, as they are stored, for whoever wants to undo it. */
final class ImageWriter {
  /** A guess, to check for room on the disk before writing. */
  private static final long BYTES_PER_RECORD = 300;

  private final ImportImage image;
  private final Snapshot snapshot;

  /**
   * @param images the folder of the images of all imports
   * @param records about how many will be kept
   */
  ImageWriter(Path images, String runId, long records, Snapshot snapshot) {
    this.image = ImportImage.begin(images, runId, records * BYTES_PER_RECORD);
    this.snapshot = snapshot;
  }

  /** Keeps the live records whose ids are staged, as they are now. */
  void keep(ImportImage.Kind kind, ImportStage stage) {
    for (ImportTable table : stage.tables()) {
      long rows = stage.rows(table);
      if (rows > 0) {
        keep(
            kind,
            stage,
            table,
            rows,
            "where t.id in (select s.id from " + stage.tableOf(table) + " s)");
      }
    }
  }

  /**
   * Keeps the new records that are stored as they are staged, byte for byte; returns whether all of
   * them are.
   */
  boolean keepStored(ImportStage stage, ImportTable table) {
    long rows = stage.rows(table);
    if (rows == 0) {
      return true;
    }
    String stored =
        String.format(
            Locale.ROOT,
            "join %s s on s.id = t.id where row(%s)::record *= row(%s)::record",
            stage.tableOf(table),
            prefixed("s.", stage.staged(table)),
            prefixed("t.", stage.staged(table)));
    return keep(ImportImage.Kind.ADDED, stage, table, rows, stored) == rows;
  }

  /** Returns how many there were. */
  private long keep(
      ImportImage.Kind kind, ImportStage stage, ImportTable table, long rows, String which) {
    List<String> columns =
        stage.target(table).table().columns().stream().map(TargetColumn::name).toList();
    String copy =
        String.format(
            Locale.ROOT,
            "copy (select %s from :\"studio\".%s t %s order by t.id) to stdout (format csv, encoding"
                + " 'UTF8')",
            prefixed("t.", columns.stream().map(Sql::quoted).toList()),
            table,
            which);
    AtomicLong kept = new AtomicLong();
    image.table(
        table.table(),
        kind,
        columns,
        rows,
        lines ->
            snapshot.copyOut(
                copy,
                line -> {
                  kept.incrementAndGet();
                  lines.row(line);
                }));
    return kept.get();
  }

  private static String prefixed(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + column).collect(Collectors.joining(", "));
  }

  /** Gives the folder its name; returns it. */
  Path publish(Run run, ImportRequest.Mode mode, List<Conversion> files) {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (Conversion file : files) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file.file().shown());
      fields.put("sha256", file.digest());
      fields.put("records", file.records());
      sources.add(fields);
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("run_id", run.id());
    about.put("mode", mode.word());
    about.put("at", run.started().toString());
    about.put("files", sources);
    image.publish(about);
    return image.folder();
  }

  void discard() {
    image.discard();
  }
}
