package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.month.selection.CsvRow;
import extrato.studio.Tabela;
import org.junit.jupiter.api.Test;

class SummarizerTest {
  private final Summarizer summarizer = new Summarizer(SmallBackup.LAYOUT);

  @Test
  void finish_namesCountSumAndTheFirstAndLastRecord() {
    add("gasto,3,1.00,\n", "");
    add("gasto,5,0.10,\n", "");
    add("gasto,8,2.00,\n", "");

    TableSummary gastos = gastos();
    assertThat(gastos.rows()).isEqualTo(3);
    assertThat(gastos.sum()).isEqualTo("3.10");
    assertThat(gastos.firstId()).isEqualTo(3);
    assertThat(gastos.lastId()).isEqualTo(8);
  }

  @Test
  void finish_withoutRecords_namesNone() {
    TableSummary gastos = gastos();
    assertThat(gastos.rows()).isZero();
    assertThat(gastos.firstId()).isNull();
    assertThat(gastos.lastId()).isNull();
  }

  /** The database's lines come as pieces of a larger buffer. */
  @Test
  void add_aPieceOfABuffer_digestsThePieceAlone() {
    add("gasto,3,1.00,\n", "before");

    assertThat(gastos().sha256()).isEqualTo(Sha256.hexOf(SmallBackup.bytes("gasto,3,1.00,\n")));
  }

  private void add(String line, String before) {
    byte[] bytes = SmallBackup.bytes(before + line + "behind");
    int from = before.length();
    int to = from + line.length();
    CsvRow row = new CsvRow();
    assertThat(row.parse(bytes, from, to)).isTrue();
    summarizer.add(Tabela.GASTOS, row, bytes, from, to);
  }

  /** To be asked once, as the summarizer. */
  private TableSummary gastos() {
    return summarizer.finish().stream()
        .filter(table -> table.table().equals("gastos"))
        .findFirst()
        .orElseThrow();
  }
}
