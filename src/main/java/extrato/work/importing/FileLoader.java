package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Reads files twice: to find out how they write what they say, and to fill a stage. */
final class FileLoader {
  private final Snapshot snapshot;
  private final Map<ImportTable, StudioTarget> targets;
  private final Rejects rejects;
  private final Run run;
  private final ReadingProgress reading;
  private final List<Conversion> files = new ArrayList<>();
  private final List<Conversion> sound = new ArrayList<>();

  FileLoader(Snapshot snapshot, Map<ImportTable, StudioTarget> targets, Rejects rejects, Run run) {
    this.snapshot = snapshot;
    this.targets = targets;
    this.rejects = rejects;
    this.run = run;
    this.reading = new ReadingProgress(run, snapshot::checkInterruption);
  }

  void survey(List<SourceFile> sources, Options options) {
    LongConsumer progress = reading.unending();
    Map<ImportTable, TargetTable> tables = new EnumMap<>(ImportTable.class);
    targets.forEach((table, target) -> tables.put(table, target.table()));
    for (SourceFile source : sources) {
      source
          .table()
          .filter(table -> !targets.containsKey(table))
          .ifPresent(
              table -> {
                throw new Failure.Unfit("the studio has no table " + table, "");
              });
      Conversion file = new Conversion(source, files.size(), tables, options, rejects);
      files.add(file);
      if (file.survey(progress)) {
        sound.add(file);
      }
    }
  }

  /** All of the files. */
  List<Conversion> files() {
    return files;
  }

  /** Those of which the columns are known. */
  List<Conversion> sound() {
    return sound;
  }

  /**
   * Fills the stage, and proves it.
   *
   * @param stage of these files
   */
  void fill(ImportStage stage) {
    stage.create();
    StageWriter writer = new StageWriter(snapshot, stage, rejects);
    run.step("stage", () -> snapshot.asTheStudio(() -> load(writer)));
    run.step("prove", () -> ReadBack.check(snapshot, stage, writer));
    analyze(stage);
  }

  /** The planner has to know about how much there is, and no more. */
  private void analyze(ImportStage stage) {
    snapshot.handle().execute("set local default_statistics_target = 10");
    for (ImportTable table : stage.tables()) {
      snapshot.handle().execute("analyze " + stage.tableOf(table));
    }
    snapshot.handle().execute("set local default_statistics_target to default");
  }

  private boolean load(StageWriter writer) {
    LongConsumer progress = reading.towards(sound);
    try {
      for (Conversion file : sound) {
        writer.beginFile(files.indexOf(file));
        file.convert(writer, progress);
      }
      return true;
    } finally {
      writer.close();
    }
  }
}
