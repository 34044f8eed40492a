package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.settings.Secrets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One file with everything that a remote helper needs to know, without any of the studio's records
 * or passwords.
 */
public final class SupportBundle implements AutoCloseable {
  private static final String RUNS = Sql.load(SupportBundle.class, "bundled_runs.sql");
  private static final int LOG_LINES = 200;
  private static final List<String> LOGS =
      List.of("atomic_extrato.log", "backup_process.log", "atomic_extrato_cron.log");

  private final Path file;
  private final ZipOutputStream zip;
  private boolean complete;

  private SupportBundle(Path file, OutputStream stream) {
    this.file = file;
    this.zip = new ZipOutputStream(stream);
  }

  /** Claims the file's name before the long work begins; an existing file is not touched. */
  public static SupportBundle create(Path file) {
    try {
      return new SupportBundle(file, PlainFile.createNamed(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      throw new Failure.FileTrouble(
          file + " is there already and is not replaced", "give --bundle another name", e);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  /**
   * @param screen the doctor's report for people
   */
  public void write(Installation installation, String screen) {
    Secrets secrets = Secrets.of(installation.settings());
    try {
      add("doctor.txt", secrets.masked(screen));
      add("versions.txt", secrets.masked(ToolCheck.of(installation).message()));
      add("settings.txt", secrets.masked(settings(installation)));
      add("runs.jsonl", secrets.masked(runs(installation)));
      for (String log : LOGS) {
        add(
            "logs/" + log,
            log(installation.settings().monitoring().log().folder().resolve(log), secrets));
      }
      zip.close();
      complete = true;
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      complete = false;
    }
    if (!complete) {
      remove();
    }
  }

  private void add(String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write((text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String settings(Installation installation) {
    return installation.settings().configuration().origins().entrySet().stream()
        .map(
            setting ->
                String.format(
                    Locale.ROOT,
                    "%s=%s (%s)",
                    setting.getKey(),
                    setting.getValue().value(),
                    setting.getValue().describe()))
        .collect(Collectors.joining("\n"));
  }

  private static String runs(Installation installation) {
    Database database = installation.database();
    if (database == null) {
      return "no database";
    }
    try {
      Inspection inspection = new Inspection(database);
      return inspection.hasOwnSchema()
          ? inspection.asking(
              handle -> String.join("\n", handle.createQuery(RUNS).mapTo(String.class).list()))
          : "no run yet";
    } catch (RuntimeException e) {
      if (!SqlStates.isFromDatabase(e)) {
        throw e;
      }
      return "not read: " + SqlStates.describe(e);
    }
  }

  /** A log that cannot be read does not prevent the rest. */
  private static String log(Path file, Secrets secrets) {
    try {
      return LogEnd.of(file, LOG_LINES).stream()
          .map(secrets::maskedLine)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "not read: " + file + (Files.exists(file) ? "" : " is not there");
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw notWritten(file, e);
    }
  }

  private static Failure notWritten(Path file, IOException e) {
    return new Failure.FileTrouble(
        "the bundle " + file + " could not be written: " + Reason.of(e),
        "name a file in a folder that you may write",
        e);
  }
}
