package extrato.month.backup;

import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.json.JsonFields;
import extrato.support.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a backup file, and detects any change of the file or of itself. It is written after the
 * file, beside it.
 *
 * <p>The manifest's own digest is taken over its bytes with zeros in the digest's place, so that no
 * bit of it can change unnoticed, and later versions may add fields.
 *
 * @param zone where its month begins and ends
 * @param generation which of the month's backups it is
 */
public record Manifest(
    String month,
    String zone,
    int generation,
    SourceDatabase database,
    Writing written,
    DataFile file,
    List<TableSummary> tables) {

  /**
   * The database whose records they are.
   *
   * @param server the system identifier of its PostgreSQL server; null if that is not known,
   *     because earlier versions did not write it
   * @param oid its number on that server
   */
  public record SourceDatabase(
      String id, String name, @Nullable String server, @Nullable String oid) {}

  /** Which run wrote it, and when. */
  public record Writing(String at, String runId, String toolVersion) {}

  /** The file that it vouches for. */
  public record DataFile(String name, long bytes, String sha256) {}

  static final int FORMAT = 1;

  private static final String NO_DIGEST = "0".repeat(Sha256.HEX_LENGTH);
  private static final String DIGEST_KEY = "\"manifest_sha256\" : \"";

  public Manifest {
    tables = List.copyOf(tables);
  }

  /** How many of the month's records the table has. */
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

  Month parsedMonth() {
    return Month.of(YearMonth.parse(month));
  }

  public Layout layout() {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      summary(tabela).ifPresent(summary -> columns.put(tabela, summary.columns()));
    }
    return new Layout(columns);
  }

  /** Without the position of id and amount, no record could be found in the file or added up. */
  private boolean describesEveryTable() {
    Layout layout = layout();
    return Arrays.stream(Tabela.values())
        .allMatch(
            tabela -> layout.position(tabela, "id") > 0 && layout.position(tabela, "valor") > 0);
  }

  /** The bytes of the manifest file, with the digest filled in. */
  byte[] render() {
    Map<String, @Nullable Object> open = new LinkedHashMap<>();
    open.put("format", FORMAT);
    open.put("tool_version", written.toolVersion());
    open.put("month", month);
    open.put("zone", zone);
    open.put("database_id", database.id());
    open.put("database_name", database.name());
    open.put("server", database.server());
    open.put("database_oid", database.oid());
    open.put("created", written.at());
    open.put("run_id", written.runId());
    open.put("generation", generation);
    open.put("file", file.name());
    open.put("bytes", file.bytes());
    open.put("sha256", file.sha256());
    open.put("tables", tables.stream().map(TableSummary::byName).toList());
    open.put("manifest_sha256", NO_DIGEST);
    String text = JsonText.indented(open) + "\n";
    String own = Sha256.hexOf(text.getBytes(StandardCharsets.UTF_8));
    int at = text.lastIndexOf(DIGEST_KEY) + DIGEST_KEY.length();
    return (text.substring(0, at) + own + text.substring(at + Sha256.HEX_LENGTH))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Manifest of(JsonFields json) throws IOException {
    List<TableSummary> tables = new ArrayList<>();
    for (JsonFields table : json.objects("tables")) {
      tables.add(TableSummary.of(table));
    }
    return new Manifest(
        json.text("month"),
        json.text("zone"),
        Math.toIntExact(json.number("generation")),
        new SourceDatabase(
            json.text("database_id"),
            json.text("database_name"),
            json.textOrNull("server"),
            json.textOrNull("database_oid")),
        new Writing(json.text("created"), json.text("run_id"), json.text("tool_version")),
        new DataFile(json.text("file"), json.number("bytes"), json.text("sha256")),
        tables);
  }

  /** Parses a manifest, or says in one line why it is not sound. */
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
      throw new Unsound("its digest does not match its contents");
    }
    try {
      JsonFields json = JsonFields.of(JsonText.read(bytes));
      Manifest manifest = of(json);
      long format = json.number("format");
      if (format > FORMAT) {
        throw new Unsound("its format " + format + " is newer than this tool knows");
      }
      if (!manifest.describesEveryTable()) {
        throw new Unsound("it does not describe every table");
      }
      return manifest;
    } catch (IOException | ArithmeticException e) {
      throw new Unsound("it is not the JSON that it should be");
    }
  }

  /** Why a manifest cannot be trusted. */
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
