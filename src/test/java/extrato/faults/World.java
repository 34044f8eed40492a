package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One trial's own database, backups and installation. */
record World(StudioDatabase studio, PackagedProgram program, Operator operator)
    implements AutoCloseable {
  private static final String MANIFEST = ".manifest.json";

  /** What of a closing differs from one run to the next: names of the run, its clock, sequences. */
  private static final Map<String, String> APART_FROM_THE_RUN =
      Map.of(
          "extratos", "select (to_jsonb(t) - '{id,created_at}'::text[])::text from extratos t",
          "extrato_snapshots",
              "select (to_jsonb(t) - '{id,snapshot_id,correlation_id,created_at}'::text[])::text from extrato_snapshots t",
          "extrato.versoes",
              "select (to_jsonb(t) - '{run_id,criada_em,restaurada_em,restaurada_por,backup_file}'::text[])::text"
                  + " || (restaurada_em is null) || (backup_file is null) from extrato.versoes t");

  Running start(String command, String... options) {
    return program.start(
        Stream.concat(Stream.of(command, "--year", "2025", "--month", "9"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs the command in this process. */
  Operator.Ended run(String command, String... options) {
    return operator.run(AwkwardMonth.MONTH, command, options);
  }

  /** The books, the statement and the archive, without what no two runs have in common. */
  Map<String, String> books() {
    Map<String, String> books = new TreeMap<>(studio.dumpExceptRuns());
    books.keySet().remove("extrato.studio");
    APART_FROM_THE_RUN.forEach(
        (table, query) -> books.put(table, studio.column(query + " order by 1").toString()));
    return books;
  }

  /** A file with a sound manifest is a backup, one without a manifest is none. */
  void checkBackups() {
    for (Path file : Folders.files(operator.backups())) {
      String name = file.getFileName().toString();
      if (name.endsWith(".csv")) {
        boolean vouchedFor = Files.exists(Operator.manifest(file));
        operator.run("verify", file.toString()).expect(vouchedFor ? 0 : 4);
      } else if (name.endsWith(MANIFEST)) {
        assertThat(file.resolveSibling(name.replace(MANIFEST, ".csv"))).exists();
      } else {
        assertThat(name).as("a name that nothing takes for a backup").matches("\\..*\\.tmp");
      }
    }
  }

  @Override
  public void close() {
    program.uninstall();
    studio.close();
  }
}
