package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.support.failure.Failure;
import extrato.work.importing.files.Conversion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files that were imported, on record: none of them is imported twice by mistake. */
final class ImportedFiles {
  private ImportedFiles() {}

  private record Before(String run, String day) {}

  /** Stops if two files of one command have the same content. */
  static void checkOnce(List<Conversion> files) {
    Map<String, String> seen = new HashMap<>();
    for (Conversion file : files) {
      String other =
          hasRecords(file)
              ? seen.put(file.file().table() + file.digest(), file.file().shown())
              : null;
      if (other != null) {
        String name = file.file().shown();
        throw new Failure.WantsFlag(
            (other.equals(name)
                    ? name + " is named twice, or two files of that name have the same content"
                    : name + " and " + other + " have the same content")
                + "; nothing was changed",
            "name one of them, or add --again if its records are to be there twice");
      }
    }
  }

  /** One that has none can be there as often as it likes. */
  private static boolean hasRecords(Conversion file) {
    return file.wasRead() && file.surveyed() > 0;
  }

  static void checkNew(Snapshot snapshot, List<Conversion> files) {
    if (!snapshot.knowsImports()) {
      return;
    }
    for (Conversion file : files.stream().filter(ImportedFiles::hasRecords).toList()) {
      snapshot
          .query(
              """
              select i.run_id, i.importada_em::date::text as dia
              from extrato.importacoes i
              where i.sha256 = :sha256 and i.desfeita_em is null
              order by i.importada_em limit 1\
              """)
          .bind("sha256", file.digest())
          .map((row, context) -> new Before(row.getString("run_id"), row.getString("dia")))
          .findOne()
          .ifPresent(
              before -> {
                throw new Failure.WantsFlag(
                    file.file().shown()
                        + " was imported before, on "
                        + before.day()
                        + " by run "
                        + before.run(),
                    "add --again if its records are to be there twice");
              });
    }
  }

  static void note(Snapshot snapshot, String runId, List<Conversion> files) {
    int number = 0;
    for (Conversion file : files) {
      snapshot
          .update(
              "insert into extrato.importacoes (run_id, ordem, arquivo, sha256, registros) values"
                  + " (:run_id, :ordem, :arquivo, :sha256, :registros)")
          .bind("run_id", runId)
          .bind("ordem", ++number)
          .bind("arquivo", file.file().shown())
          .bind("sha256", file.digest())
          .bind("registros", file.records())
          .execute();
    }
    snapshot.changes().inserted("extrato.importacoes", number);
  }
}
