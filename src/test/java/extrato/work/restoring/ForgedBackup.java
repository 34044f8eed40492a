package extrato.work.restoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.testing.Operator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A backup that somebody has changed, together with a manifest that fits what it is now. */
final class ForgedBackup {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[][] TYPES = {
    {"pagamento", "pagamentos"},
    {"sessao", "sessoes"},
    {"comissao", "comissoes"},
    {"gasto", "gastos"}
  };

  private ForgedBackup() {}

  /** Writes it under the same name into another folder. */
  static Path of(Path csv, Path folder, UnaryOperator<String> text, Consumer<ObjectNode> manifest) {
    try {
      Files.createDirectories(folder);
      Path forged = folder.resolve(csv.getFileName());
      String changed = text.apply(Files.readString(csv));
      Files.writeString(forged, changed);
      ObjectNode said = (ObjectNode) JSON.readTree(Operator.manifest(csv).toFile());
      byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
      said.put("bytes", bytes.length);
      said.put("sha256", sha256(bytes));
      for (JsonNode table : said.path("tables")) {
        describe((ObjectNode) table, changed);
      }
      manifest.accept(said);
      said.put("manifest_sha256", "0".repeat(64));
      String open = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(said) + "\n";
      String own = sha256(open.getBytes(StandardCharsets.UTF_8));
      Files.writeString(
          Operator.manifest(forged), open.replace("\"" + "0".repeat(64) + "\"", "\"" + own + "\""));
      return forged;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Path of(Path csv, Path folder, UnaryOperator<String> text) {
    return of(csv, folder, text, manifest -> {});
  }

  private static void describe(ObjectNode table, String csv) throws IOException {
    String name = table.path("table").asText();
    String type = "";
    for (String[] pair : TYPES) {
      type = pair[1].equals(name) ? pair[0] : type;
    }
    int valor = header(csv).indexOf("valor");
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long rows = 0;
    long cents = 0;
    Long first = null;
    Long last = null;
    for (String line : records(csv)) {
      if (line.startsWith(type + ",")) {
        lines.write(line.getBytes(StandardCharsets.UTF_8));
        List<String> fields = fields(line);
        rows++;
        cents += Math.round(Double.parseDouble(fields.get(valor)) * 100);
        last = Long.valueOf(fields.get(1));
        first = first == null ? last : first;
      }
    }
    table.put("rows", rows);
    table.put("sum", java.math.BigDecimal.valueOf(cents, 2).toPlainString());
    table.put("first_id", first);
    table.put("last_id", last);
    table.put("sha256", sha256(lines.toByteArray()));
  }

  private static List<String> header(String csv) {
    return List.of(csv.substring(1, csv.indexOf('\n')).split(","));
  }

  /** Records with their line ends, those with line ends inside included. */
  private static List<String> records(String csv) {
    List<String> records = new ArrayList<>();
    boolean quoted = false;
    int from = csv.indexOf('\n') + 1;
    for (int at = from; at < csv.length(); at++) {
      quoted ^= csv.charAt(at) == '"';
      if (csv.charAt(at) == '\n' && !quoted) {
        records.add(csv.substring(from, at + 1));
        from = at + 1;
      }
    }
    return records;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = Pattern.compile("\\G(\"(?:[^\"]|\"\")*\"|[^,\n]*)[,\n]").matcher(line);
    while (field.find()) {
      fields.add(field.group(1));
    }
    return fields;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
