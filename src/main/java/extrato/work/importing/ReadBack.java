package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.TargetColumn;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Proves that the stage holds what was sent: not a letter got lost when texts became values. */
final class ReadBack {
  private ReadBack() {}

  static void check(Snapshot snapshot, ImportStage stage, StageWriter writer) {
    writer
        .digests()
        .forEach(
            (part, sent) -> {
              if (!Arrays.equals(stored(snapshot, stage, part), sent.digest())) {
                throw changed(stage, part);
              }
            });
  }

  private static byte[] stored(Snapshot snapshot, ImportStage stage, StageWriter.Part part) {
    snapshot.checkInterruption();
    MessageDigest stored = StageWriter.sha256();
    snapshot.copyOut(
        String.format(
            Locale.ROOT,
            "copy (select %s from %s where %s >= %d and %s < %d) to stdout (format text, encoding"
                + " 'UTF8')",
            ImportStage.copied(part.columns()),
            stage.tableOf(part.table()),
            ImportStage.PLACE,
            Conversion.placeOf(part.file(), 0),
            ImportStage.PLACE,
            Conversion.placeOf(part.file() + 1, 0)),
        stored::update);
    return stored.digest();
  }

  private static Failure changed(ImportStage stage, StageWriter.Part part) {
    String types =
        part.columns().stream()
            .filter(
                column ->
                    column.kind() == TargetColumn.Kind.OTHER
                        || stage.target(part.table()).guarded().contains(column.name()))
            .map(column -> column.name() + " (" + column.type() + ")")
            .collect(Collectors.joining(", "));
    return new Failure.RefusedData(
        "the records of "
            + part.table()
            + " are not stored as they stand in the files; nothing was changed",
        types.isEmpty()
            ? "the log has the details"
            : "write the values of " + types + " as PostgreSQL prints them");
  }
}
