package extrato.month.backup;

import extrato.support.files.PlainFile;
import extrato.support.json.JsonFields;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What proves a backup of the ledger.
 *
 * @param transfers how many it holds
 * @param last the number of the last of them
 */
public record LedgerManifest(Origin origin, long transfers, long last, long bytes, String sha256) {
  static final int FORMAT = 1;

  private static final String DIGEST = "\"manifest_sha256\" : \"";
  private static final String NO_DIGEST = "0".repeat(Sha256.HEX_LENGTH);

  /** Which database wrote it when. */
  public record Origin(String databaseId, String toolVersion, String runId, String at) {}

  /** Whether a ledger of so many transfers, up to that one, is what it holds. */
  public boolean isOf(long count, long end) {
    return transfers == count && last == end;
  }

  byte[] render() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", FORMAT);
    fields.put("tool_version", origin.toolVersion());
    fields.put("database_id", origin.databaseId());
    fields.put("at", origin.at());
    fields.put("run_id", origin.runId());
    fields.put("transfers", transfers);
    fields.put("last", last);
    fields.put("bytes", bytes);
    fields.put("sha256", sha256);
    fields.put("manifest_sha256", NO_DIGEST);
    String open = JsonText.indented(fields) + "\n";
    String own = Sha256.hexOf(open.getBytes(StandardCharsets.UTF_8));
    return open.replace(DIGEST + NO_DIGEST, DIGEST + own).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @throws IOException where it is not as it was written
   */
  static LedgerManifest read(Path file) throws IOException {
    byte[] bytes = PlainFile.bytes(file);
    JsonFields json = JsonFields.of(JsonText.read(bytes));
    LedgerManifest manifest =
        new LedgerManifest(
            new Origin(
                json.text("database_id"),
                json.text("tool_version"),
                json.text("run_id"),
                json.text("at")),
            json.number("transfers"),
            json.number("last"),
            json.number("bytes"),
            json.text("sha256"));
    if (!Arrays.equals(manifest.render(), bytes)) {
      throw new IOException("it is not as it was written");
    }
    return manifest;
  }
}
