package extrato.work.importing;

import extrato.postgres.Interruption;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Reject;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetColumn;
import extrato.work.importing.files.TargetTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Reads files as an import does, and sends their records nowhere. */
public final class FilesCheck {
  private final Map<ImportTable, TargetTable> targets;
  private final Options options;
  private final Rejects rejects;
  private final Run run;

  /**
   * @param targets the tables that the files' records would go into
   */
  public FilesCheck(
      Map<ImportTable, TargetTable> targets, Options options, Rejects rejects, Run run) {
    this.targets = targets;
    this.options = options;
    this.rejects = rejects;
    this.run = run;
  }

  /**
   * Returns how many records were read.
   *
   * @param again whether a file may be there twice
   */
  public long run(List<SourceFile> sources, Interruption interruption, boolean again) {
    ReadingProgress reading = new ReadingProgress(run, interruption::check);
    List<Conversion> files = new ArrayList<>();
    List<Conversion> sound = new ArrayList<>();
    run.step(
        "survey",
        () -> {
          for (SourceFile source : sources) {
            Conversion file = new Conversion(source, files.size(), targets, options, rejects);
            files.add(file);
            boolean isReady = file.survey(reading.unending());
            if (isReady && hasNoColumns(file)) {
              rejects.add(new Reject(source.shown(), 0, "", "its table has none of its columns"));
            } else if (isReady) {
              sound.add(file);
            }
          }
        });
    if (!again) {
      ImportedFiles.checkOnce(files);
    }
    long records = files.stream().mapToLong(Conversion::surveyed).sum();
    run.step(
        "check",
        () -> {
          LongConsumer towards = reading.towards(sound);
          sound.forEach(file -> file.convert(NOWHERE, towards));
        });
    return records;
  }

  /** Without a database, unknown columns may be the studio's own; but not all of them. */
  private boolean hasNoColumns(Conversion file) {
    return rejects.unknown().stream().anyMatch(one -> one.file().equals(file.file().shown()))
        && file.file().table().filter(table -> file.columns(table).isEmpty()).isPresent();
  }

  /** What a check that refused something ends with. */
  public static Failure failure(Rejects rejects) {
    return ImportRefusal.refused(rejects, "");
  }

  private static final Conversion.Sink NOWHERE =
      new Conversion.Sink() {
        @Override
        public void begin(ImportTable table, List<TargetColumn> columns) {}

        @Override
        public void write(byte[] bytes, int length) {}

        @Override
        public void end() {}
      };
}
