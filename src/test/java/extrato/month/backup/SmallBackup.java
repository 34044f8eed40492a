package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A backup of a few records, made without a database. */
final class SmallBackup {
  static final Month MONTH = new Month(2025, 9);

  private static final Column ID = new Column("id", "integer", false);
  private static final Column VALOR = new Column("valor", "numeric(10,2)", false);
  private static final Column NOTA = new Column("nota", "text", false);

  /** In the backup's order: type, id, valor, nota. */
  static final Layout LAYOUT =
      new Layout(
          Map.of(
              Tabela.PAGAMENTOS, List.of(ID, VALOR, NOTA),
              Tabela.SESSOES, List.of(ID, VALOR, NOTA),
              Tabela.COMISSOES, List.of(ID, VALOR),
              Tabela.GASTOS, List.of(ID, VALOR, NOTA)));

  static final List<String> LINES =
      List.of(
          "pagamento,1,250.00,\n",
          "pagamento,2,-0.01,\"\"\n",
          "pagamento,30,0.00,\"duas\nlinhas, e \"\"aspas\"\"\"\n",
          "sessao,7,250.00,coração\n",
          "comissao,1,12.50,\n",
          "comissao,4,7,\n",
          "gasto,1,99999999.99,Pix\n",
          "gasto,5,0.10,\\N\n");

  private SmallBackup() {}

  /** Writes the lines behind the right header, and a manifest that fits them. */
  static Generation write(Path backupDir, List<String> lines) {
    BackupFolder folder = new BackupFolder(backupDir, MONTH);
    folder.create();
    Generation generation = new Generation(folder, MONTH, 1);
    byte[] csv = csv(lines);
    try {
      Files.write(generation.csv(), csv);
      Files.write(generation.manifestFile(), manifest(csv, summaries(lines)).render());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return generation;
  }

  static byte[] csv(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(BackupFile.headerLine(LAYOUT));
    lines.forEach(line -> bytes.writeBytes(bytes(line)));
    return bytes.toByteArray();
  }

  static Manifest manifest() {
    return manifest(csv(LINES), summaries(LINES));
  }

  static Manifest manifest(byte[] csv, List<TableSummary> tables) {
    return new Manifest(
        MONTH.toString(),
        "America/Sao_Paulo",
        1,
        new Manifest.SourceDatabase(
            "11111111-2222-3333-4444-555555555555", "studio \"ç\"", "7300000000000000001", "16384"),
        new Manifest.Writing("2025-10-05T12:00:00Z", "3f2a91c4", "5.0.0"),
        new Manifest.DataFile("backup_2025_09.csv", csv.length, Sha256.hexOf(csv)),
        tables);
  }

  static List<TableSummary> summaries(List<String> lines) {
    Summarizer summarizer = new Summarizer(LAYOUT);
    CsvRow row = new CsvRow();
    for (String line : lines) {
      byte[] bytes = bytes(line);
      row.parse(bytes, 0, bytes.length);
      Tabela tabela = Tabela.ofType(line.substring(0, line.indexOf(',')));
      summarizer.add(tabela == null ? Tabela.GASTOS : tabela, row, bytes, 0, bytes.length);
    }
    return summarizer.finish();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
