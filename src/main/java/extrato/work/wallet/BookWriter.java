package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Writes payment and commission into the studio's books, as the web application would, and notes
 * them with their transfer.
 */
final class BookWriter {
  private static final String ADD_PAYMENT = Sql.load(BookWriter.class, "add_payment.sql");
  private static final String ADD_COMMISSION = Sql.load(BookWriter.class, "add_commission.sql");

  /** How a record says which transfer wrote it. */
  private static final String REMARK = "carteira, transferência ";

  /** The same with the transfer's number, for whoever looks for it. */
  static final String REMARK_PATTERN = REMARK + "([0-9]{1,18})";

  private static final String NOTE = Sql.load(BookWriter.class, "note_record.sql");

  private final Snapshot snapshot;
  private final Settings settings;
  private final Clock clock;

  BookWriter(Snapshot snapshot, Settings settings, Clock clock) {
    this.snapshot = snapshot;
    this.settings = settings;
    this.clock = clock;
  }

  private record Written(long id, @Nullable BigDecimal amount) {}

  void write(long transfer, BookEntry entry) {
    String note = REMARK + transfer;
    long payment =
        written(
            "pagamentos",
            transfer,
            entry.payment(),
            snapshot
                .query(ADD_PAYMENT)
                .bind("day", today().toString())
                .bind("amount", entry.payment().toString())
                .bind("form", entry.form())
                .bind("note", note)
                .bind("client", entry.client())
                .bind("artist", entry.artist())
                .bind("session", entry.session()));
    Money commission = entry.share().commission();
    if (commission.cents() != 0) {
      written(
          "comissoes",
          transfer,
          commission,
          snapshot
              .query(ADD_COMMISSION)
              .bind("payment", payment)
              .bind("artist", entry.artist())
              .bind("percent", entry.share().percent().toPlainString())
              .bind("amount", commission.toString())
              .bind("note", note)
              .bind("created", now()));
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), settings.zone());
  }

  /** In the studio's own time where its tables keep none. */
  private String now() {
    Instant now = clock.instant();
    return snapshot.studio().moment().contains("with time zone")
        ? now.toString()
        : LocalDateTime.ofInstant(now, settings.zone()).toString();
  }

  /** Stops where a trigger of the studio's made something else of it. */
  private long written(String table, long transfer, Money amount, Query insert) {
    Written written =
        snapshot
            .asTheStudio(
                () ->
                    insert
                        .map(
                            (row, context) ->
                                new Written(row.getLong("id"), row.getBigDecimal("valor")))
                        .findOne())
            .orElseThrow(() -> changed(table));
    if (written.amount() == null || written.amount().compareTo(amount.amount()) != 0) {
      throw changed(table);
    }
    LocalDate today = today();
    boolean unused =
        snapshot
            .query(NOTE)
            .bind("transfer", transfer)
            .bindMap(Map.of("table", table, "id", written.id(), "amount", amount.cents()))
            .bind("year", today.getYear())
            .bind("month", today.getMonthValue())
            .mapTo(boolean.class)
            .one();
    return written.id();
  }

  private static Failure changed(String table) {
    return new Failure.Stopped(
        table + " did not take what was written to it",
        "a trigger on " + table + " changes it; --no-records leaves the books alone");
  }
}
