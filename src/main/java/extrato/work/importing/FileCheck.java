package extrato.work.importing;

import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.KnownTables;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.TargetColumn;
import java.util.List;

/** Reads files as an import does, and sends their records nowhere. */
public final class FileCheck {
  private FileCheck() {}

  /** Returns how many records were read. */
  public static long run(List<SourceFile> files, Options options, Rejects rejects, Run run) {
    long records = 0;
    for (int i = 0; i < files.size(); i++) {
      Conversion file = new Conversion(files.get(i), i, KnownTables.all(), options, rejects);
      if (run.step("survey", () -> file.survey(count -> {}))) {
        run.step("check", () -> file.convert(NOWHERE, count -> {}));
      }
      records += file.surveyed();
    }
    return records;
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
