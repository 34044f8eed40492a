package extrato.month.backup;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.json.JsonFields;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@link ImportImage} that is whole, and as it was written. */
public final class ProvenImage {
  private ProvenImage() {}

  /** Records of one table, in a file that is as it was written. */
  public record Table(String table, ImportImage.Kind kind, Path csv) {}

  /** What stands in it. */
  public static List<Table> of(Path imports, String runId) {
    Path folder = imports.resolve(runId);
    List<Table> tables = new ArrayList<>();
    try {
      byte[] bytes = PlainFile.bytes(folder.resolve(ImportImage.MANIFEST));
      JsonFields manifest = JsonFields.of(JsonText.read(bytes));
      String own = manifest.text("manifest_sha256");
      String open =
          new String(bytes, StandardCharsets.UTF_8)
              .replace(ImportImage.DIGEST + own, ImportImage.DIGEST + ImportImage.NO_DIGEST);
      if (!Sha256.hexOf(open.getBytes(StandardCharsets.UTF_8)).equals(own)) {
        throw new IOException("the manifest is not as it was written");
      }
      for (JsonFields table : manifest.objects("tables")) {
        Path csv = folder.resolve(table.text("file"));
        if (!BackupFile.sha256(csv).equals(table.text("sha256"))) {
          throw new IOException(csv.getFileName() + " is not what the manifest says");
        }
        tables.add(new Table(table.text("table"), ImportImage.Kind.of(table.text("kind")), csv));
      }
      return tables;
    } catch (IOException e) {
      throw new Failure.NotProven(
          "what the import of run "
              + runId
              + " did cannot be told from "
              + folder
              + ": "
              + (e instanceof NoSuchFileException gone
                  ? Path.of(gone.getFile()).getFileName() + " is not there"
                  : Reason.of(e))
              + "; nothing was changed",
          "a copy of that folder may be whole");
    }
  }
}
