package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Folders;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.TcpProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One trial's own database, backups and installation. */
record World(
    StudioDatabase studio,
    PackagedProgram program,
    Operator operator,
    Consumer<StudioDatabase> afterwards)
    implements AutoCloseable {
  private static final String MANIFEST = ".manifest.json";

  /** What differs between two runs of a closing: names of the run, its clock, sequences. */
  private static final Map<String, String> APART_FROM_THE_RUN =
      Map.of(
          "extratos", "select (to_jsonb(t) - '{id,created_at}'::text[])::text from extratos t",
          "extrato_snapshots",
              "select regexp_replace((to_jsonb(t) -"
                  + " '{id,snapshot_id,correlation_id,created_at}'::text[])::text,"
                  + " '(correlation_id\\W+)\\w+', '\\1', 'g') from extrato_snapshots t",
          "extrato.versoes",
              "select (to_jsonb(t) -"
                  + " '{run_id,criada_em,restaurada_em,restaurada_por,backup_file}'::text[])::text"
                  + " || (restaurada_em is null) || (backup_file is null) from extrato.versoes t");

  /** Adds a second folder for backups, which is still empty. */
  World withSecondCopies() {
    String copies = copies().toString();
    return new World(
        studio,
        program.with("EXTRATO_BACKUP_COPY", copies),
        operator.with("EXTRATO_BACKUP_COPY", copies),
        afterwards);
  }

  /** The same world, with runs that reach the server through the proxy. */
  World by(TcpProxy proxy) {
    String url = proxy.url(studio.url());
    return new World(
        studio, program.with("DATABASE_URL", url), operator.with("DATABASE_URL", url), afterwards);
  }

  Path copies() {
    return operator.home().resolve("copies");
  }

  boolean hasBackup(int generation) {
    return Files.exists(operator.manifest(AwkwardMonth.MONTH, generation));
  }

  /** All files of backups and second copies, of any kind. */
  List<Path> files() {
    return Stream.of(operator.backups(), copies())
        .flatMap(folder -> Folders.files(folder).stream())
        .toList();
  }

  /** The names of the month's present files, including temporary ones. */
  List<String> fileNames() {
    return Stream.of(operator.backups(), copies())
        .map(folder -> folder.resolve("2025_09"))
        .flatMap(folder -> names(folder.toFile().list(), folder))
        .toList();
  }

  private static Stream<String> names(String @Nullable [] names, Path folder) {
    return names == null
        ? Stream.of()
        : Stream.concat(Stream.of(""), Stream.of(names)).map(name -> folder + "/" + name);
  }

  Running start(String command, String... options) {
    return program.start(
        Stream.concat(Stream.of(command, "--year", "2025", "--month", "9"), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Runs the command in this process. */
  Operator.Ended run(String command, String... options) {
    return operator.run(AwkwardMonth.MONTH, command, options);
  }

  /** Books, statement and archive, without what differs between any two runs. */
  Map<String, String> books() {
    Map<String, String> books = new TreeMap<>(studio.dumpExceptRuns());
    books.keySet().remove("extrato.studio");
    APART_FROM_THE_RUN.forEach(
        (table, query) -> books.put(table, studio.column(query + " order by 1").toString()));
    return books;
  }

  /** A file with a sound manifest is a backup, one without a manifest is not. */
  void checkBackups() {
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (name.endsWith(".csv")) {
        boolean vouchedFor = Files.exists(Operator.manifest(file));
        operator.run("verify", file.toString()).expect(vouchedFor ? 0 : 4);
      } else if (name.endsWith(MANIFEST)) {
        assertThat(file.resolveSibling(name.replace(MANIFEST, ".csv"))).exists();
      } else {
        assertThat(name)
            .as("a name that nothing takes for a backup")
            .matches("extrato-backups\\.json|\\..*\\.tmp");
      }
    }
  }

  @Override
  public void close() {
    program.uninstall();
    afterwards.accept(studio);
  }
}
