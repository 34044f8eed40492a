package extrato.month.archive;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The clients' money that the studio held at the end of a month. */
final class HeldDeposits {
  private static final String READABLE = Sql.load(HeldDeposits.class, "deposits_are_readable.sql");
  private static final String HELD = Sql.load(HeldDeposits.class, "held_deposits.sql");

  private HeldDeposits() {}

  /** Null where nothing was ever held, and where this role may not look. */
  static @Nullable String json(MonthBooks books, ZoneId zone) {
    if (!books.hasWallet() || !books.query(READABLE).mapTo(boolean.class).one()) {
      return null;
    }
    return books
        .query(HELD)
        .bind("inicio", midnight(books.month().firstDay(), zone))
        .bind("fim", midnight(books.month().firstDayOfNext(), zone))
        .bind("zone", zone.getId())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  private static String midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toString();
  }
}
