package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a statement beside what it holds: when it was written, from which backup, what
 * was held for clients, and how the twelve months before stood then.
 *
 * @param runId null for a statement that this tool did not write, as backup and deposits
 * @param stayed the sessions that stayed live at the closing
 * @param deposits null where none were held
 */
public record ClosingFacts(
    @Nullable String runId,
    @Nullable Instant closed,
    @Nullable Backup backup,
    Set<Long> stayed,
    @Nullable Deposits deposits,
    Before before) {
  private static final String FACTS = Sql.load(ClosingFacts.class, "closing_facts.sql");
  private static final int MONTHS = 12;

  public ClosingFacts {
    stayed = Set.copyOf(stayed);
  }

  /** The backup that the statement was proven with. */
  public record Backup(String file, String digest) {
    static @Nullable Backup of(@Nullable String file, @Nullable String digest) {
      return digest == null ? null : new Backup(file == null ? "" : file, digest);
    }
  }

  /**
   * The twelve months before, the oldest first.
   *
   * @param frozen whether they are those of the closing; else as they stand now
   */
  public record Before(List<MonthFigures> months, boolean frozen) {
    public Before {
      months = List.copyOf(months);
    }
  }

  /** Of the statement that a page shows. */
  public static ClosingFacts of(MonthBooks books, StatementPage page) {
    if (page.written().version() > 0) {
      Optional<ClosingFacts> own =
          books.query(FACTS).map((row, context) -> ofVersion(books, row)).findOne();
      if (own.isPresent()) {
        return own.get();
      }
    }
    return new ClosingFacts(null, page.written().at(), null, Set.of(), null, standingNow(books));
  }

  private static ClosingFacts ofVersion(MonthBooks books, ResultSet row) throws SQLException {
    JsonNode kept = StoredJson.read(row.getString("documento"));
    JsonNode before = kept.path("antes");
    return new ClosingFacts(
        row.getString("run_id"),
        row.getObject("criada_em", OffsetDateTime.class).toInstant(),
        Backup.of(row.getString("backup_file"), row.getString("backup_digest")),
        stayed(row.getArray("ficaram")),
        Deposits.of(kept.path("depositos")),
        before.isArray() ? new Before(frozen(before), true) : standingNow(books));
  }

  private static Set<Long> stayed(Array sessions) throws SQLException {
    return Set.of((Long[]) sessions.getArray());
  }

  private static List<MonthFigures> frozen(JsonNode before) {
    return StreamSupport.stream(before.spliterator(), false)
        .map(
            month ->
                new MonthFigures(
                    month(month.path("mes").asText()),
                    month.path("fechado").asBoolean() ? Standing.CLOSED : Standing.OPEN,
                    StoredJson.amount(month.path("receita")),
                    StoredJson.amount(month.path("comissoes")),
                    StoredJson.amount(month.path("despesas"))))
        .toList();
  }

  private static Month month(String text) {
    try {
      return Month.of(YearMonth.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("no month: " + text, e);
    }
  }

  /** A statement from before the months were kept with it: the closed ones, as they are now. */
  private static Before standingNow(MonthBooks books) {
    KeptStatements kept = KeptStatements.of(books);
    YearMonth first = YearMonth.of(books.month().year(), books.month().month()).minusMonths(MONTHS);
    List<MonthFigures> months = new ArrayList<>();
    for (YearMonth at = first; months.size() < MONTHS; at = at.plusMonths(1)) {
      if (at.getYear() < Month.FIRST_YEAR) {
        continue;
      }
      Month month = Month.of(at);
      if (month.compareTo(books.month()) >= 0) {
        break;
      }
      KeptStatement statement = kept.of(month);
      if (statement.isClosed()) {
        months.add(MonthFigures.of(month, statement));
      }
    }
    return new Before(months, false);
  }
}
