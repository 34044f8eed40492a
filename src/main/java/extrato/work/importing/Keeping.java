package extrato.work.importing;

import extrato.month.backup.ImportImage;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.TargetColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps what an import wrote as it is stored, for whoever wants to undo it. */
final class Keeping {
  /** A guess, to check for room on the disk before writing. */
  private static final long BYTES_PER_RECORD = 300;

  private final ImportImage image;
  private final Run run;
  private final List<Conversion> files;
  private final ImportRequest.Mode mode;

  Keeping(ImportImage image, Run run, List<Conversion> files, ImportRequest.Mode mode) {
    this.mode = mode;
    this.image = image;
    this.run = run;
    this.files = files;
  }

  /** About how many bytes it takes. */
  static long roughly(long records) {
    return records * BYTES_PER_RECORD;
  }

  void write(Snapshot snapshot, ImportStage stage, Imported imported) {
    imported.tables().forEach((table, got) -> write(snapshot, stage, table, got.records()));
    image.publish(about());
  }

  private void write(Snapshot snapshot, ImportStage stage, ImportTable table, long records) {
    List<String> columns =
        stage.target(table).table().columns().stream().map(TargetColumn::name).toList();
    String values =
        columns.stream().map(c -> "t." + Sql.quoted(c)).collect(Collectors.joining(", "));
    String copy =
        String.format(
            Locale.ROOT,
            "copy (select %s from :\"studio\".%s t where t.id in (select s.id from %s s) order by"
                + " t.id) to stdout (format csv, encoding 'UTF8')",
            values,
            table,
            stage.tableOf(table));
    image.table(table.table(), columns, records, rows -> snapshot.copyOut(copy, rows));
  }

  private Map<String, Object> about() {
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
    return about;
  }
}
