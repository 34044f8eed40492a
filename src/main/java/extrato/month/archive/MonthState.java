package extrato.month.archive;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Whether a month is open or closed, and which program closed it.
 *
 * @param version the current statement's version; 0 if the tool has none
 * @param lastVersion the highest version ever used for this month
 */
public record MonthState(Kind kind, int version, int lastVersion) {
  private static final String STATE = Sql.load(MonthState.class, "month_state.sql");
  private static final String STATEMENT_ONLY =
      "select exists (select from :\"studio\".extratos e where e.ano = :ano and e.mes = :mes)";

  public enum Kind {
    OPEN,
    CLOSED,
    /** Closed by the old generator: a statement without an archive. */
    LEGACY,
    /** An archive whose statement somebody has removed. */
    STATEMENT_GONE;

    /**
     * The only place that decides this.
     *
     * @param version the tool's version in force; 0 where it has none, or took it back
     */
    public static Kind of(boolean hasStatement, int version) {
      if (version == 0) {
        return hasStatement ? LEGACY : OPEN;
      }
      return hasStatement ? CLOSED : STATEMENT_GONE;
    }
  }

  public static MonthState of(MonthBooks books) {
    if (!books.hasOwnSchema()) {
      return new MonthState(Kind.of(withoutOwnSchema(books), 0), 0, 0);
    }
    return books
        .query(STATE)
        .map(
            (row, context) ->
                of(
                    row.getBoolean("statement"),
                    row.getObject("version", Integer.class),
                    row.getObject("last_version", Integer.class)))
        .one();
  }

  public boolean isClosed() {
    return kind != Kind.OPEN;
  }

  private static MonthState of(
      boolean statement, @Nullable Integer version, @Nullable Integer lastVersion) {
    int inForce = version == null ? 0 : version;
    return new MonthState(
        Kind.of(statement, inForce), inForce, lastVersion == null ? 0 : lastVersion);
  }

  private static boolean withoutOwnSchema(MonthBooks books) {
    boolean hasTable =
        books
            .query("select pg_catalog.to_regclass(:name) is not null")
            .bind("name", extrato.postgres.Sql.quoted(books.studio().schema()) + ".extratos")
            .mapTo(boolean.class)
            .one();
    return hasTable && hasStatement(books);
  }

  /** Whether {@code extratos} has a row for the month; that table must exist. */
  static boolean hasStatement(MonthBooks books) {
    return books.query(STATEMENT_ONLY).mapTo(boolean.class).one();
  }
}
