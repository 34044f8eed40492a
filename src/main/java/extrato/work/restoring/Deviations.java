package extrato.work.restoring;

import extrato.month.selection.Layout;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the staged records with others of the same month: every record and every value, in the
 * text form. The server does the work, so that no month is too large.
 */
final class Deviations implements StageLoader.Target {
  private static final int SHOWN = 20;

  private final Stage stage;
  private final Layout layout;
  private final StayedSessions.Live stayed;
  private final String right;
  private long missing;
  private long more;
  private long other;
  private final List<OtherValue> first = new ArrayList<>();

  private Deviations(Stage stage, Layout layout, StayedSessions.Live stayed, String right) {
    this.stage = stage;
    this.layout = layout;
    this.stayed = stayed;
    this.right = right;
  }

  /**
   * @param right what a message calls the source
   */
  static Deviation find(
      Stage stage, StayedSessions.Live stayed, String right, RecordSource source) {
    Deviations deviations = new Deviations(stage, source.layout(), stayed, right);
    deviations.load(source);
    for (Tabela tabela : Tabela.values()) {
      stage.books().checkInterruption();
      deviations.count(tabela);
    }
    deviations.setAside();
    return new Deviation(
        right, deviations.missing, deviations.more, deviations.other, deviations.first, null);
  }

  @Override
  public MonthBooks books() {
    return stage.books();
  }

  @Override
  public String tableOf(Tabela tabela) {
    return "pg_temp.extrato_certo_" + tabela.table();
  }

  @Override
  public List<String> columns(Tabela tabela) {
    return layout.columns(tabela).stream().map(column -> Sql.quoted(column.name())).toList();
  }

  @Override
  public int[] positions(Tabela tabela) {
    return layout.columns(tabela).stream()
        .mapToInt(column -> layout.position(tabela, column.name()))
        .toArray();
  }

  private void load(RecordSource source) {
    for (Tabela tabela : Tabela.values()) {
      books()
          .update(
              String.format(
                  Locale.ROOT,
                  "create temporary table extrato_certo_%s (%s) on commit drop",
                  tabela.table(),
                  columns(tabela).stream()
                      .map(column -> column + " text")
                      .collect(Collectors.joining(", "))))
          .execute();
    }
    try (StageLoader loader = new StageLoader(this)) {
      source.stream(loader);
      loader.finish();
    }
  }

  /**
   * Renames the tables to make room for the next ones; a DROP could hit a table that is not ours.
   */
  private void setAside() {
    String number = Long.toHexString(System.nanoTime());
    for (Tabela tabela : Tabela.values()) {
      books()
          .update(
              String.format(
                  Locale.ROOT,
                  "alter table %s rename to extrato_lido_%s_%s",
                  tableOf(tabela),
                  number,
                  tabela.table()))
          .execute();
    }
  }

  private void count(Tabela tabela) {
    List<String> names = new ArrayList<>(stage.columns(tabela));
    columns(tabela).stream().filter(name -> !names.contains(name)).forEach(names::add);
    String compared =
        new ComparedRecords(stage, tabela, names, columns(tabela)).in(tableOf(tabela));
    books()
        .query(compared + "select d.que, count(*) as registros from desvio d group by d.que")
        .bindArray("gone", Long.class, stayed.paidElsewhere())
        .bindArray("waiting", Long.class, stayed.waiting())
        .map((row, context) -> counted(row.getString("que"), row.getLong("registros")))
        .list();
    if (first.size() < SHOWN && missing + more + other > 0) {
      books()
          .query(
              compared + "select d.* from desvio d order by d.id limit " + (SHOWN - first.size()))
          .bindArray("gone", Long.class, stayed.paidElsewhere())
          .bindArray("waiting", Long.class, stayed.waiting())
          .map(
              (row, context) ->
                  show(
                      tabela,
                      row.getLong("id"),
                      row.getString("que"),
                      names,
                      texts(row.getArray("do_arquivo")),
                      texts(row.getArray("certos"))))
          .list();
    }
  }

  private boolean counted(String what, long records) {
    switch (what) {
      case "falta" -> missing += records;
      case "sobra" -> more += records;
      default -> other += records;
    }
    return true;
  }

  private boolean show(
      Tabela tabela,
      long id,
      String what,
      List<String> names,
      List<@Nullable String> inFile,
      List<@Nullable String> expected) {
    switch (what) {
      case "falta" -> show(tabela, id, null, null, null, "is in " + right + ", not in the file");
      case "sobra" -> show(tabela, id, null, null, null, "is in the file, not in " + right);
      default ->
          IntStream.range(0, names.size())
              .filter(i -> !Objects.equals(inFile.get(i), expected.get(i)))
              .forEach(
                  i ->
                      show(
                          tabela,
                          id,
                          Sql.unquoted(names.get(i)),
                          inFile.get(i),
                          expected.get(i),
                          "differs from " + right));
    }
    return true;
  }

  private void show(
      Tabela tabela,
      long id,
      @Nullable String column,
      @Nullable String inFile,
      @Nullable String expected,
      String what) {
    if (first.size() < SHOWN) {
      first.add(new OtherValue(tabela.table(), id, column, inFile, expected, what));
    }
  }

  private static List<@Nullable String> texts(@Nullable Array array) throws SQLException {
    List<@Nullable String> texts = new ArrayList<>();
    if (array == null) {
      return texts;
    }
    for (String text : (@Nullable String[]) array.getArray()) {
      texts.add(text);
    }
    return texts;
  }
}
