package extrato.month.archive;

import extrato.month.archive.Totals.Dimension;
import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.support.json.JsonText;
import extrato.support.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The month's row in {@code extratos}: what the studio's web page shows of a closed month. */
public final class Statement {
  private static final String LISTS =
      MonthRows.archivePrelude() + Sql.load(Statement.class, "statement_lists.sql");
  private static final String NO_LISTS = Sql.load(Statement.class, "no_lists.sql");
  private static final String READ_BACK = Sql.load(Statement.class, "statement_totals.sql");
  private static final String LEGACY_LISTS = Sql.load(Statement.class, "legacy_lists.sql");

  private final MonthBooks books;
  private final Settings settings;
  private final Totals totals;
  private final Map<String, String> artists;
  private final Optional<LegacyStatement> legacy;
  private final boolean listsOmitted;

  private Statement(
      MonthBooks books,
      Settings settings,
      Totals totals,
      Map<String, String> artists,
      Optional<LegacyStatement> legacy) {
    this.books = books;
    this.settings = settings;
    this.totals = totals;
    this.artists = artists;
    this.legacy = legacy;
    this.listsOmitted = totals.records() > settings.closing().statementLimit();
  }

  /**
   * @param totals of the archived records
   * @param legacy the old generator's statement, which this one adds to
   */
  public static Statement of(
      MonthBooks books, Settings settings, Totals totals, Optional<LegacyStatement> legacy) {
    return new Statement(books, settings, totals, artistNames(books, totals), legacy);
  }

  public boolean listsOmitted() {
    return listsOmitted;
  }

  /**
   * Writes the row, or replaces it by this newer version. What stands in it is worked out first,
   * and waits in settings of this transaction: the statement that writes runs on the studio's path.
   */
  public void write() {
    StatementForm form = StatementForm.of(books, settings.closing().encoding());
    boolean replaces = MonthState.hasStatement(books);
    books.expectingMany(() -> workOut(form));
    List<Boolean> written =
        books.asTheStudio(() -> books.query(writing(form, replaces)).mapTo(Boolean.class).list());

    Waiting.forget(books, StatementForm.COLUMNS);
    if (written.size() != 1) {
      throw new Failure.NotProven(
          "the statement was not written: extratos took " + written.size() + " rows for it",
          "a trigger on extratos may keep it from being written");
    }
    if (!written.get(0)) {
      throw new Failure.NotProven(
          "the statement that extratos took is not the one that was written",
          "a trigger on extratos changes it: switch it off for this run");
    }
    if (replaces) {
      books.changes().updated("extratos", 1);
    } else {
      books.changes().inserted("extratos", 1);
    }
  }

  private boolean workOut(StatementForm form) {
    String values =
        StatementForm.COLUMNS.stream()
            .map(
                column ->
                    Waiting.put(
                        column,
                        form.expression(
                            column.equals("totais") ? "cast(:totais as json)" : "listas." + column,
                            column)))
            .collect(Collectors.joining(", "));
    String lists = listsOmitted ? NO_LISTS : LISTS + (legacy.isPresent() ? LEGACY_LISTS : "");
    String from = legacy.isPresent() && !listsOmitted ? "com_legado listas" : "listas";
    return books
        .query(lists + " select " + values + " from " + from)
        .bind("totais", totalsJson())
        .map((row, context) -> true)
        .one();
  }

  static String writing(StatementForm form, boolean replaces) {
    String columns = String.join(", ", StatementForm.COLUMNS);
    String values =
        StatementForm.COLUMNS.stream()
            .map(column -> Waiting.take(column, form.type(column)))
            .collect(Collectors.joining(", "));
    String same =
        StatementForm.COLUMNS.stream()
            .map(column -> Waiting.isIn("e." + column, column))
            .collect(Collectors.joining(" and "));
    String month = "e.ano operator(pg_catalog.=) :ano and e.mes operator(pg_catalog.=) :mes";
    return String.format(
            Locale.ROOT,
            (replaces
                ? "update :\"studio\".extratos as e set (%s) = row(%s) where %s"
                : "insert into :\"studio\".extratos as e (%s, mes, ano) values (%s, :mes, :ano)"),
            columns,
            values,
            month)
        .concat(" returning " + same + " and " + month);
  }

  /** Reads the row back and stops unless it adds up to what the records did. */
  public void proveWritten() {
    if (!listsOmitted) {
      Totals written = ArchiveTotals.read(books.query(READ_BACK));
      Totals expected = totals.withArtists(id -> artists.getOrDefault(id, ""));
      List<Wording> differences =
          legacy
              .map(old -> expected.plus(old.listTotals()))
              .orElse(expected)
              .differencesTo(written, "statement");
      if (!differences.isEmpty()) {
        Wording why =
            differences.get(0).between("the statement does not add up to the records: ", "");
        throw new Failure.NotProven(
                why.text(),
                "this is a fault of the tool or of a trigger on extratos: please report it")
            .showing(why);
      }
    }
  }

  /** {@code totais} as the web page reads it. */
  public String totalsJson() {
    return new StatementTotals(totals, id -> artists.getOrDefault(id, ""), legacy, listsOmitted)
        .json();
  }

  /** What the artists are called now, by their ids. */
  String artistsJson() {
    return JsonText.of(new TreeMap<>(artists));
  }

  static Map<String, String> artistNames(MonthBooks books, Totals totals) {
    TreeSet<String> ids = new TreeSet<>(totals.by(Dimension.RECEITA_POR_ARTISTA).keySet());
    ids.addAll(totals.by(Dimension.COMISSAO_POR_ARTISTA).keySet());
    Map<String, String> names = new HashMap<>();
    books
        .query("select id::text as id, name from :\"studio\".users where id::text = any(:ids)")
        .bindArray("ids", String.class, ids)
        .map((row, context) -> Map.entry(row.getString("id"), row.getString("name")))
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }
}
