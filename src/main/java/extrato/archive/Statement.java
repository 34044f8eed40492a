package extrato.archive;

import extrato.archive.Totals.Dimension;
import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.failure.Wording;
import extrato.selection.MonthRows;
import extrato.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The month's row in {@code extratos}: what the studio's web page shows of a closed month. */
public final class Statement {
  private static final String LISTS =
      MonthRows.archivePrelude() + Sql.load(Statement.class, "statement_lists.sql");
  private static final String NO_LISTS = Sql.load(Statement.class, "no_lists.sql");
  private static final String READ_BACK = Sql.load(Statement.class, "statement_totals.sql");
  private static final String LEGACY_LISTS = Sql.load(Statement.class, "legacy_lists.sql");

  private final Books books;
  private final Settings settings;
  private final Totals totals;
  private final Map<String, String> artists;
  private final Optional<LegacyStatement> legacy;
  private final boolean listsOmitted;

  private Statement(
      Books books,
      Settings settings,
      Totals totals,
      Map<String, String> artists,
      Optional<LegacyStatement> legacy) {
    this.books = books;
    this.settings = settings;
    this.totals = totals;
    this.artists = artists;
    this.legacy = legacy;
    this.listsOmitted = totals.records() > settings.statementLimit();
  }

  /**
   * @param totals of the archived records
   * @param legacy the old generator's statement, which this one adds to
   */
  public static Statement of(
      Books books, Settings settings, Totals totals, Optional<LegacyStatement> legacy) {
    return new Statement(books, settings, totals, artistNames(books, totals), legacy);
  }

  public boolean listsOmitted() {
    return listsOmitted;
  }

  /** Writes the row, or replaces it by this newer version. */
  public void write() {
    int rows = books.expectingMany(this::writeRow);
    if (rows != 1) {
      throw new Failure.NotProven(
          "the statement was not written: extratos took " + rows + " rows for it",
          "a trigger on extratos may keep it from being written");
    }
  }

  private int writeRow() {
    StatementForm form = StatementForm.of(books, settings.encoding());
    String values =
        StatementForm.COLUMNS.stream()
            .map(
                column ->
                    form.expression(
                            column.equals("totais") ? "cast(:totais as json)" : "listas." + column,
                            column)
                        + " as "
                        + column)
            .collect(Collectors.joining(", "));
    String lists = listsOmitted ? NO_LISTS : LISTS + (legacy.isPresent() ? LEGACY_LISTS : "");
    String from = legacy.isPresent() && !listsOmitted ? "com_legado listas" : "listas";
    return run(
        lists
            + String.format(
                Locale.ROOT,
                (MonthState.hasStatement(books)
                    ? """
                    update :"studio".extratos e
                    set pagamentos = n.pagamentos, sessoes = n.sessoes, comissoes = n.comissoes, gastos = n.gastos,
                      totais = n.totais
                    from (select %s from %s) n
                    where e.ano = :ano and e.mes = :mes\
                    """
                    : """
                    insert into :"studio".extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)
                    select :mes, :ano, %s from %s\
                    """),
                values,
                from));
  }

  /** Reads the row back and stops unless it adds up to what the records did. */
  public void proveWritten() {
    if (!listsOmitted) {
      Totals written =
          ArchiveTotals.read(
              books
                  .query(READ_BACK)
                  .bind("ano", books.month().year())
                  .bind("mes", books.month().month()));
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

  private int run(String sql) {
    return books
        .update(sql)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .bind("totais", totalsJson())
        .execute();
  }

  static Map<String, String> artistNames(Books books, Totals totals) {
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
