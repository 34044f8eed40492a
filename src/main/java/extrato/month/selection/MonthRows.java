package extrato.month.selection;

import extrato.month.selection.CopyStatement.Scope;
import extrato.postgres.BrokenCopy;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The month's records as lines of a backup, streamed by COPY: the live ones, and those that the
 * archive holds of the month.
 */
public final class MonthRows {
  private static final String SELECTION = Sql.load(MonthRows.class, "selection.sql");
  private static final String ARCHIVED = Sql.load(MonthRows.class, "archived.sql");
  private static final String VERSIONS =
      "select count(*) from extrato.versoes v"
          + " where v.ano = :ano and v.mes = :mes and v.restaurada_em is null";
  private static final String ARCHIVED_COLUMNS = Sql.load(MonthRows.class, "archived_columns.sql");

  /** How many rows pass before the next check for a signal. */
  private static final int ROWS_BETWEEN_CHECKS = 1000;

  private final MonthBooks books;
  private final Layout layout;
  private final Scope scope;

  private MonthRows(MonthBooks books, Layout layout, Scope scope) {
    this.books = books;
    this.layout = layout;
    this.scope = scope;
  }

  /** The whole month: live and archived records. */
  public static MonthRows of(MonthBooks books) {
    Layout live = Layout.of(books.studio());
    Layout archived = books.hasOwnSchema() ? archivedLayout(books) : new Layout(Map.of());
    if (archived.header().isEmpty()) {
      return new MonthRows(books, live, Scope.LIVE);
    }
    // A column that the studio has added belongs to a closed month only if a late record has it.
    if (LiveGlance.of(books).any()) {
      return new MonthRows(books, archived.and(live), Scope.WHOLE);
    }
    return new MonthRows(
        books, archived, hasOneVersion(books) ? Scope.ARCHIVE_IN_ORDER : Scope.WHOLE);
  }

  /** Only the archived records, whatever is live. */
  public static MonthRows archived(MonthBooks books) {
    return new MonthRows(
        books,
        archivedLayout(books),
        hasOneVersion(books) ? Scope.ARCHIVE_IN_ORDER : Scope.ARCHIVE);
  }

  private static boolean hasOneVersion(MonthBooks books) {
    return books.query(VERSIONS).mapTo(Long.class).one() == 1;
  }

  /** The beginning of a statement that needs to know which live records are the month. */
  public static String selectionPrelude() {
    return SELECTION;
  }

  /**
   * The beginning of a statement that reads {@code arquivo}: the month's archived records, each
   * once.
   */
  public static String archivePrelude() {
    return SELECTION + ARCHIVED;
  }

  public Layout layout() {
    return layout;
  }

  public boolean hasArchive() {
    return scope != Scope.LIVE;
  }

  public void stream(RowHandler handler) {
    CopyStatement copy = new CopyStatement(books.studio(), layout, scope);
    for (Tabela tabela : Tabela.values()) {
      stream(tabela, copy.of(tabela), handler);
      handler.end(tabela);
    }
  }

  private void stream(Tabela tabela, String copy, RowHandler handler) {
    int[] count = {0};
    boolean[] handling = {false};
    try {
      books.copyOut(
          copy,
          row -> {
            if (++count[0] % ROWS_BETWEEN_CHECKS == 0) {
              books.checkInterruption();
            }
            handling[0] = true;
            handler.row(tabela, RecordOrigin.of(row[0]), row, 2, row.length);
            handling[0] = false;
          });
    } catch (BrokenCopy e) {
      boolean refused = SqlStates.isRefusedValue(e) && !SqlStates.isMissingRight(e);
      if (scope != Scope.LIVE && !handling[0] && refused) {
        throw unreadable();
      }
      throw e;
    }
    books.checkInterruption();
  }

  /** For example, an id is not a number. The database itself is not at fault. */
  private Failure unreadable() {
    String month = books.month().slashed();
    return new Failure.NotProven(
        "the archive of " + month + " is damaged: a value of it cannot be read",
        "`extrato restore "
            + books.month().asOptions()
            + " --from backup` brings the records back from the backup");
  }

  private static Layout archivedLayout(MonthBooks books) {
    Map<Tabela, List<Column>> columns = new EnumMap<>(Tabela.class);
    Set<String> seen = new HashSet<>();
    books
        .query(ARCHIVED_COLUMNS)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("tabela"),
                    new Column(
                        row.getString("name"), row.getString("type"), row.getBoolean("generated"))))
        .forEach(
            found -> {
              Tabela tabela = Tabela.ofTable(found.getKey());
              if (seen.add(found.getKey() + "." + found.getValue().name())) {
                columns.computeIfAbsent(tabela, t -> new ArrayList<>()).add(found.getValue());
              }
            });
    return new Layout(columns);
  }
}
