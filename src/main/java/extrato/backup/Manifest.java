package extrato.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import extrato.db.Column;
import extrato.selection.Layout;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup file must be: written beside it, last, and proof against any change of either.
 *
 * <p>The manifest's own digest is taken over its bytes with zeros where the digest stands, so that
 * not one bit of it can change unnoticed, and later versions may add what they like.
 */
@JsonPropertyOrder({
  "format",
  "tool_version",
  "month",
  "zone",
  "database_id",
  "database_name",
  "created",
  "run_id",
  "generation",
  "file",
  "bytes",
  "sha256",
  "tables",
  "manifest_sha256"
})
public record Manifest(
    @JsonProperty("format") int format,
    @JsonProperty("tool_version") String toolVersion,
    @JsonProperty("month") String month,
    @JsonProperty("zone") String zone,
    @JsonProperty("database_id") String databaseId,
    @JsonProperty("database_name") String databaseName,
    @JsonProperty("created") String created,
    @JsonProperty("run_id") String runId,
    @JsonProperty("generation") int generation,
    @JsonProperty("file") String file,
    @JsonProperty("bytes") long bytes,
    @JsonProperty("sha256") String sha256,
    @JsonProperty("tables") List<TableSummary> tables,
    @JsonProperty("manifest_sha256") String digest) {
  static final int FORMAT = 1;

  private static final String NO_DIGEST = "0".repeat(Sha256.HEX_LENGTH);
  private static final String DIGEST_KEY = "\"manifest_sha256\" : \"";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public Manifest {
    tables = List.copyOf(tables);
  }

  /** The month's records per table. */
  public long rows(Tabela tabela) {
    return summary(tabela).map(TableSummary::rows).orElse(0L);
  }

  public long rows() {
    return tables.stream().mapToLong(TableSummary::rows).sum();
  }

  public Optional<TableSummary> summary(Tabela tabela) {
    return tables.stream().filter(t -> t.table().equals(tabela.table())).findFirst();
  }

  public boolean isOf(Month other) {
    return month.equals(other.toString());
  }

  public Layout layout() {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      summary(tabela).ifPresent(summary -> columns.put(tabela, summary.columns()));
    }
    return new Layout(columns);
  }

  /** Without a record's id and amount, nothing could be found in the file, or added up. */
  private boolean describesEveryTable() {
    Layout layout = layout();
    return Arrays.stream(Tabela.values())
        .allMatch(
            tabela -> layout.position(tabela, "id") > 0 && layout.position(tabela, "valor") > 0);
  }

  /** The file's bytes, with the digest in its place. */
  byte[] render() {
    try {
      Manifest open =
          new Manifest(
              format,
              toolVersion,
              month,
              zone,
              databaseId,
              databaseName,
              created,
              runId,
              generation,
              file,
              bytes,
              sha256,
              tables,
              NO_DIGEST);
      String text = JSON.writeValueAsString(open) + "\n";
      String own = Sha256.hexOf(text.getBytes(StandardCharsets.UTF_8));
      int at = text.lastIndexOf(DIGEST_KEY) + DIGEST_KEY.length();
      return (text.substring(0, at) + own + text.substring(at + Sha256.HEX_LENGTH))
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a manifest; says in one line why it is not sound. */
  static Manifest parse(byte[] bytes) throws Unsound {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int key = text.lastIndexOf(DIGEST_KEY);
    int at = key + DIGEST_KEY.length();
    if (key < 0 || text.length() < at + Sha256.HEX_LENGTH) {
      throw new Unsound("it has no digest of itself");
    }
    String own = text.substring(at, at + Sha256.HEX_LENGTH);
    String open = text.substring(0, at) + NO_DIGEST + text.substring(at + Sha256.HEX_LENGTH);
    if (!Sha256.hexOf(open.getBytes(StandardCharsets.ISO_8859_1)).equals(own)) {
      throw new Unsound("its digest does not match what it says");
    }
    try {
      Manifest manifest = JSON.readValue(bytes, Manifest.class);
      if (manifest.format() > FORMAT) {
        throw new Unsound("its format " + manifest.format() + " is newer than this tool knows");
      }
      if (!manifest.describesEveryTable()) {
        throw new Unsound("it does not describe every table");
      }
      return manifest;
    } catch (IOException e) {
      throw new Unsound("it is not the JSON that it should be");
    }
  }

  /** Why a manifest cannot be believed. */
  static final class Unsound extends Exception {
    private static final long serialVersionUID = 1L;

    Unsound(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }
}
