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
 * Holds the staged records against others of the same month: every record, every value, in the text
 * form. The server does it, so that no month is too large.
 */
final class Deviations implements StageLoader.Target {
  private static final int SHOWN = 20;

  /**
   * Where the staged records of one table are not those that are held to be right. What was left
   * live is in the file too; a session that is live is left as the application has it, but for a
   * pointer that waits.
   */
  private static final String COMPARED =
      """
      with s as (
        select f.id::bigint as id, false as vivo, :staged_values as valores from :staged_table f
        union all
        select f.id::bigint, true, :staged_values from :left_table f
      ), r as (
        select r.id::bigint as id, :right_values as valores, t.id is not null and :live_is_same as vivo
        from :right_table r
        left join :live_table t on t.id = r.id::bigint
      ), desvio as (
        select
          coalesce(s.id, r.id) as id,
          case when s.id is null then 'falta' when r.id is null then 'sobra' else 'outro' end as que,
          s.valores as do_arquivo,
          r.valores as certos
        from s
        full join r on r.id = s.id
        where case
          when s.id is null then not r.vivo
          when :sessions and s.id = any (:gone) then false
          when :sessions and s.id = any (:waiting) then r.id is not null and :staged_pointer is distinct from :right_pointer
          when r.id is null then not s.vivo
          else s.valores is distinct from r.valores
        end
      )
      """;

  private final Stage stage;
  private final Layout layout;
  private final Stayed.Live stayed;
  private final String right;
  private long missing;
  private long more;
  private long other;
  private final List<OtherValue> first = new ArrayList<>();

  private Deviations(Stage stage, Layout layout, Stayed.Live stayed, String right) {
    this.stage = stage;
    this.layout = layout;
    this.stayed = stayed;
    this.right = right;
  }

  /**
   * @param right what the source is called in a message
   */
  static Deviation find(Stage stage, Stayed.Live stayed, String right, Source source) {
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

  private void load(Source source) {
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

  /** Makes room for the next ones by name; a table that is dropped could be anybody's. */
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
    String compared = compared(tabela, names);
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
                          unquoted(names.get(i)),
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

  private String compared(Tabela tabela, List<String> names) {
    List<String> own = columns(tabela);
    List<String> staged = stage.columns(tabela);
    int pointer = tabela == Tabela.SESSOES ? names.indexOf("\"payment_id\"") : -1;
    String same =
        tabela == Tabela.SESSOES
            ? "true"
            : names.stream()
                .filter(name -> own.contains(name) && staged.contains(name))
                .map(name -> text("t." + name) + " is not distinct from r." + name)
                .collect(Collectors.joining(" and "));
    return COMPARED
        .replace(":staged_table", Stage.table(tabela))
        .replace(":left_table", LeftLive.table(tabela))
        .replace(":right_table", tableOf(tabela))
        .replace(":live_table", ":\"studio\"." + tabela.table())
        .replace(
            ":staged_values",
            values(names, name -> staged.contains(name) ? text("f." + name) : "null::text"))
        .replace(
            ":right_values", values(names, name -> own.contains(name) ? "r." + name : "null::text"))
        .replace(":staged_pointer", pointer < 0 ? "null" : "s.valores[" + (pointer + 1) + "]")
        .replace(":right_pointer", pointer < 0 ? "null" : "r.valores[" + (pointer + 1) + "]")
        .replace(":sessions", String.valueOf(tabela == Tabela.SESSOES))
        .replace(":live_is_same", same);
  }

  private static String values(List<String> names, java.util.function.UnaryOperator<String> value) {
    return "array[" + names.stream().map(value).collect(Collectors.joining(", ")) + "]";
  }

  /** A value as COPY prints it. */
  static String text(String column) {
    return String.format(
        Locale.ROOT,
        "case when pg_catalog.num_nulls(%s) = 0 then pg_catalog.concat(%s) end",
        column,
        column);
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

  static String unquoted(String name) {
    return name.substring(1, name.length() - 1).replace("\"\"", "\"");
  }
}
