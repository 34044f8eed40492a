package extrato.month.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.month.selection.Layout;
import extrato.month.selection.RecordOrigin;
import extrato.postgres.Column;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final List<String> LINES = SmallBackup.LINES;
  private static final Layout LAYOUT = SmallBackup.LAYOUT;

  /** A closed month's lines, and where each is. */
  private record Line(String text, RecordOrigin origin) {}

  @Test
  void compare_equalRecords_findsNothing() {
    assertThat(differences(LINES, LINES)).isEmpty();
  }

  @Test
  void compare_nothingWithNothing_findsNothing() {
    assertThat(differences(List.of(), List.of())).isEmpty();
  }

  /** The first record, in the middle, the last of a table, the first of the next, the last. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7})
  void compare_aRecordThatIsMissing_namesIt(int position) {
    assertThat(differences(LINES, without(position)))
        .containsExactly(Difference.onlyInBackup(table(position), id(position)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7})
  void compare_aRecordTooMany_namesIt(int position) {
    assertThat(differences(without(position), LINES))
        .containsExactly(Difference.onlyInDatabase(table(position), id(position)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7})
  void compare_aRecordThatChanged_namesColumnAndBothValues(int position) {
    List<String> changed = new ArrayList<>(LINES);
    changed.set(
        position, String.format(Locale.ROOT, "%s,%d,3.21,\n", type(position), id(position)));

    assertThat(differences(LINES, changed))
        .filteredOn(d -> "valor".equals(d.column()))
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.table()).isEqualTo(table(position).table());
              assertThat(d.id()).isEqualTo(id(position));
              assertThat(d.inBackup()).isEqualTo(LINES.get(position).split(",", -1)[2]);
              assertThat(d.inDatabase()).isEqualTo("3.21");
            });
  }

  @Test
  void compare_aRecordWithAnotherId_isOneMissingAndOneTooMany() {
    List<String> renumbered = new ArrayList<>(LINES);
    renumbered.set(1, "pagamento,3,-0.01,\"\"\n");

    assertThat(differences(LINES, renumbered))
        .containsExactly(
            Difference.onlyInBackup(Tabela.PAGAMENTOS, 2),
            Difference.onlyInDatabase(Tabela.PAGAMENTOS, 3));
  }

  @Test
  void compare_withAnEmptyDatabaseOrBackup_namesEverything() {
    assertThat(differences(LINES, List.of()))
        .hasSize(LINES.size())
        .allMatch(d -> d.what().contains("not in the database"));
    assertThat(differences(List.of(), LINES))
        .hasSize(LINES.size())
        .allMatch(d -> d.what().contains("not in the backup"));
  }

  @Test
  void compare_nullWithTheEmptyText_isADifference() {
    List<String> changed = new ArrayList<>(LINES);
    changed.set(0, "pagamento,1,250.00,\"\"\n");

    assertThat(differences(LINES, changed))
        .containsExactly(Difference.changed(Tabela.PAGAMENTOS, 1, "nota", null, ""));
  }

  /** Another server may quote what ours does not. */
  @Test
  void compare_theSameValuesInOtherQuotes_findsNothing() {
    List<String> quoted =
        LINES.stream()
            .map(
                line ->
                    line.startsWith("sessao") ? "\"sessao\",\"7\",\"250.00\",\"coração\"\n" : line)
            .toList();

    assertThat(differences(LINES, quoted)).isEmpty();
  }

  @Test
  void compare_aColumnThatIsNew_namesItForTheTable() {
    Layout wider = with(Tabela.GASTOS, columns -> and(columns, new Column("nova", "text", false)));

    assertThat(differences(LAYOUT, List.of(), wider, List.of()))
        .containsExactly(Difference.columnOnlyInDatabase(Tabela.GASTOS, "nova"));
    assertThat(differences(wider, List.of(), LAYOUT, List.of()))
        .containsExactly(Difference.columnOnlyInBackup(Tabela.GASTOS, "nova"));
  }

  /** In a record, a column that one side does not have is a null there. */
  @Test
  void compare_recordsWithAColumnThatIsNew_comparesTheOthers() {
    Layout wider = with(Tabela.GASTOS, columns -> and(columns, new Column("nova", "text", false)));
    List<String> wide = LINES.stream().map(line -> line.replaceAll("\n$", ",\n")).toList();

    assertThat(differences(LAYOUT, LINES, wider, wide))
        .containsExactly(Difference.columnOnlyInDatabase(Tabela.GASTOS, "nova"));
  }

  @ParameterizedTest
  @CsvSource({"bigint, false", "integer, true"})
  void compare_aColumnOfAnotherKind_isADifference(String type, boolean generated) {
    Layout other =
        with(
            Tabela.GASTOS,
            columns ->
                columns.stream()
                    .map(c -> c.name().equals("id") ? new Column("id", type, generated) : c)
                    .toList());

    assertThat(differences(LAYOUT, LINES, other, LINES))
        .containsExactly(
            Difference.columnOnlyInBackup(Tabela.GASTOS, "id"),
            Difference.columnOnlyInDatabase(Tabela.GASTOS, "id"));
  }

  @Test
  void compare_columnsInAnotherOrder_meanTheSame() {
    Layout turned = new Layout(turned(LAYOUT));
    List<String> lines = List.of("pagamento,\"\",1.50,7\n");

    assertThat(differences(LAYOUT, List.of("pagamento,7,1.50,\"\"\n"), turned, lines)).isEmpty();
    assertThat(differences(LAYOUT, List.of("pagamento,7,1.51,\"\"\n"), turned, lines))
        .containsExactly(Difference.changed(Tabela.PAGAMENTOS, 7, "valor", "1.51", "1.50"));
  }

  /** The same bytes, which mean something else where the columns stand in another order. */
  @Test
  void compare_equalBytesUnderAnotherHeader_areNotTheSame() {
    List<String> lines = List.of("pagamento,7,1.50,8\n");

    assertThat(differences(LAYOUT, lines, new Layout(turned(LAYOUT)), lines))
        .containsExactly(
            Difference.onlyInBackup(Tabela.PAGAMENTOS, 7),
            Difference.onlyInDatabase(Tabela.PAGAMENTOS, 8));
  }

  /** A file whose records are not in their order is not waved through piece by piece. */
  @Test
  void compare_aLineThatWaits_hasItsTurnBeforeTheLinesBehindIt() {
    List<String> backup = List.of("gasto,5,1.00,\n", "gasto,2,1.00,\n");
    List<String> database = List.of("gasto,1,1.00,\n", "gasto,2,1.00,\n", "gasto,5,1.00,\n");

    assertThat(differences(backup, database))
        .containsExactly(
            Difference.onlyInDatabase(Tabela.GASTOS, 1),
            Difference.onlyInDatabase(Tabela.GASTOS, 2),
            Difference.onlyInBackup(Tabela.GASTOS, 2));
  }

  private static Map<Tabela, List<Column>> turned(Layout layout) {
    Map<Tabela, List<Column>> turned = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      List<Column> columns = new ArrayList<>(layout.columns(tabela));
      Collections.reverse(columns);
      turned.put(tabela, columns);
    }
    return turned;
  }

  @Test
  void compare_moreThanTwenty_countsThemAll_andKeepsTwenty() {
    List<String> many =
        IntStream.rangeClosed(1, 50).mapToObj(id -> "gasto," + id + ",1.00,\n").toList();
    Comparison comparison = compared(LAYOUT, many, LAYOUT, List.of(), false);

    assertThat(comparison.differences().count()).isEqualTo(50);
    assertThat(comparison.differences().first()).hasSize(20);
    assertThat(comparison.differences().summary())
        .isEqualTo("gastos id 1 is in the backup but not in the database (and 49 more)");
  }

  @Test
  void compare_aClosedMonth_countsLateRecords_andHoldsOnlyTheArchiveToTheBackup() {
    List<Line> month =
        List.of(
            new Line(LINES.get(0), RecordOrigin.ARCHIVED),
            new Line(LINES.get(1), RecordOrigin.ARCHIVED),
            new Line("pagamento,29,1.00,atrasado\n", RecordOrigin.LIVE),
            new Line(LINES.get(2), RecordOrigin.ARCHIVED),
            new Line("sessao,7,250.00,mudou depois\n", RecordOrigin.BOTH),
            new Line(LINES.get(4), RecordOrigin.ARCHIVED),
            new Line(LINES.get(5), RecordOrigin.ARCHIVED),
            new Line(LINES.get(6), RecordOrigin.ARCHIVED),
            new Line(LINES.get(7), RecordOrigin.ARCHIVED),
            new Line("gasto,6,1.00,\n", RecordOrigin.LIVE),
            new Line("gasto,7,1.00,\n", RecordOrigin.LIVE));

    Comparison comparison = closed(LINES, month);

    assertThat(comparison.differences().first()).isEmpty();
    assertThat(comparison.late())
        .isEqualTo(Map.of(Tabela.PAGAMENTOS, 1L, Tabela.SESSOES, 1L, Tabela.GASTOS, 2L));
  }

  /** A generation that was written when the records were late already holds them too. */
  @Test
  void compare_aClosedMonth_whoseLateRecordsAreInTheBackup_countsThemAllTheSame() {
    List<Line> month = archived(LINES);
    month.set(7, new Line(LINES.get(7), RecordOrigin.LIVE));

    Comparison comparison = closed(LINES, month);

    assertThat(comparison.differences().first()).isEmpty();
    assertThat(comparison.late()).isEqualTo(Map.of(Tabela.GASTOS, 1L));
  }

  @Test
  void compare_aClosedMonth_whoseArchiveChanged_namesWhatIsNotTheBackups() {
    List<Line> month = archived(LINES);
    month.set(0, new Line("pagamento,1,250.01,\n", RecordOrigin.ARCHIVED));
    month.remove(3);
    month.add(new Line("gasto,9,1.00,\n", RecordOrigin.ARCHIVED));

    assertThat(closed(LINES, month).differences().first())
        .containsExactly(
            Difference.changed(Tabela.PAGAMENTOS, 1, "valor", "250.00", "250.01"),
            Difference.onlyInBackup(Tabela.SESSOES, 7),
            Difference.onlyInDatabase(Tabela.GASTOS, 9));
  }

  /** The column came after the backup; what an archived record holds there was never in it. */
  @Test
  void compare_aClosedMonth_whoseRecordHoldsMoreThanTheBackup_namesTheColumn() {
    Layout wider = with(Tabela.GASTOS, columns -> and(columns, new Column("nova", "text", false)));
    List<Line> month =
        List.of(
            new Line("gasto,1,1.00,,\n", RecordOrigin.ARCHIVED),
            new Line("gasto,2,1.00,,mais\n", RecordOrigin.ARCHIVED));
    List<String> backup = List.of("gasto,1,1.00,\n", "gasto,2,1.00,\n");

    assertThat(compared(LAYOUT, backup, wider, month, true).differences().first())
        .containsExactly(Difference.changed(Tabela.GASTOS, 2, "nova", null, "mais"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "pagamento,1,1.00",
        "pagamento,1,1.00,,,\n",
        "cliente,1,1.00,\n",
        "pagamento,x,1.00,\n",
        "pagamento,,1.00,\n",
        "pagamento,1,\"1.00,\n",
        "\n"
      })
  void compare_aLineThatIsNoRecord_isDamage_andSaysWhere(String line) {
    List<String> damaged = new ArrayList<>(LINES);
    damaged.set(2, line);

    assertThatThrownBy(() -> differences(damaged, LINES))
        .isInstanceOf(Failure.NotProven.class)
        .hasMessageContaining("the backup is damaged: the line that ends at byte ");
  }

  /** A disk that fails under the closing is trouble with a file, and no bug and no lost server. */
  @Test
  void row_whenTheFileCannotBeReadAnyMore_isTroubleWithTheFile(@TempDir Path folder)
      throws IOException {
    Generation generation = SmallBackup.write(folder, LINES);
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(BackupFile.headerLine(LAYOUT)), new BrokenDisk());
    byte[] line = SmallBackup.bytes(LINES.get(0));
    try (OpenBackup open =
        OpenBackup.of(generation, generation.manifest(), new LineReader(failing), LAYOUT, false)) {
      assertThatThrownBy(() -> open.row(Tabela.PAGAMENTOS, RecordOrigin.LIVE, line, 0, line.length))
          .isInstanceOf(Failure.FileTrouble.class)
          .hasMessageContaining(generation.csv() + " cannot be read: no more");
    }
  }

  private static final class BrokenDisk extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("no more");
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return read();
    }
  }

  private static List<Difference> differences(List<String> backup, List<String> database) {
    return differences(LAYOUT, backup, LAYOUT, database);
  }

  private static List<Difference> differences(
      Layout backupLayout, List<String> backup, Layout databaseLayout, List<String> database) {
    List<Line> live = database.stream().map(text -> new Line(text, RecordOrigin.LIVE)).toList();
    return compared(backupLayout, backup, databaseLayout, live, false).differences().first();
  }

  private static Comparison closed(List<String> backup, List<Line> month) {
    return compared(LAYOUT, backup, LAYOUT, month, true);
  }

  private static List<Line> archived(List<String> lines) {
    return new ArrayList<>(
        lines.stream().map(text -> new Line(text, RecordOrigin.ARCHIVED)).toList());
  }

  private static Comparison compared(
      Layout backupLayout,
      List<String> backup,
      Layout databaseLayout,
      List<Line> database,
      boolean lateIsFine) {
    byte[] file = SmallBackup.bytes(String.join("", backup));
    try (LineReader reader = new LineReader(new ByteArrayInputStream(file))) {
      Comparison comparison = new Comparison(reader, backupLayout, databaseLayout, lateIsFine);
      for (Line line : database) {
        byte[] bytes = SmallBackup.bytes(line.text());
        comparison.row(typeOf(line.text()), line.origin(), bytes, 0, bytes.length);
      }
      comparison.finish();
      return comparison;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Layout with(Tabela tabela, UnaryOperator<List<Column>> change) {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    for (Tabela each : Tabela.values()) {
      List<Column> its = LAYOUT.columns(each);
      columns.put(each, each == tabela ? change.apply(its) : its);
    }
    return new Layout(columns);
  }

  private static List<Column> and(List<Column> columns, Column another) {
    List<Column> more = new ArrayList<>(columns);
    more.add(another);
    return more;
  }

  private static List<String> without(int position) {
    List<String> fewer = new ArrayList<>(LINES);
    fewer.remove(position);
    return fewer;
  }

  private static Tabela table(int position) {
    return typeOf(LINES.get(position));
  }

  private static String type(int position) {
    return table(position).type();
  }

  private static long id(int position) {
    return Long.parseLong(LINES.get(position).split(",", -1)[1]);
  }

  private static Tabela typeOf(String line) {
    Tabela tabela = Tabela.ofType(line.replace("\"", "").split(",", -1)[0]);
    if (tabela == null) {
      throw new IllegalArgumentException(line);
    }
    return tabela;
  }
}
