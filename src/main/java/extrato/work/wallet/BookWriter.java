package extrato.work.wallet;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes payment and commission into the studio's books, as the web application would, and notes
 * them with their transfer.
 */
final class BookWriter {
  private static final Sort PAYMENT = Sort.of("pagamentos", "payment");
  private static final Sort COMMISSION = Sort.of("comissoes", "commission");

  /** How a record says which transfer wrote it. */
  private static final String REMARK = "carteira, transferência ";

  /** The same with the transfer's number, for whoever looks for it. */
  static final String REMARK_PATTERN = REMARK + "([0-9]{1,18})";

  private static final String NOTE = Sql.load(BookWriter.class, "note_record.sql");

  /** What is written, and how one asks what the books made of it. */
  private record Sort(String table, String add, String differing) {
    static Sort of(String table, String name) {
      return new Sort(
          table,
          Sql.load(BookWriter.class, "add_" + name + ".sql"),
          Sql.load(BookWriter.class, "differing_" + name + ".sql"));
    }
  }

  private record Written(Sort sort, long id, Money amount, Map<String, @Nullable Object> values) {}

  private final Snapshot snapshot;
  private final Settings settings;
  private final Clock clock;

  BookWriter(Snapshot snapshot, Settings settings, Clock clock) {
    this.snapshot = snapshot;
    this.settings = settings;
    this.clock = clock;
  }

  /** Stops where a trigger of the studio's makes something else of it, or changes anything else. */
  void write(long transfer, BookEntry entry) {
    List<Written> records = new ArrayList<>();
    snapshot.writingBeside(
        settings.closing().allowedChanges(),
        changes -> {
          Written payment = add(PAYMENT, entry.payment(), payment(entry, REMARK + transfer));
          records.add(payment);
          Money commission = entry.share().commission();
          if (commission.cents() != 0) {
            records.add(
                add(COMMISSION, commission, commission(entry, payment.id(), REMARK + transfer)));
          }
          for (Written record : records) {
            changes.inserted(record.sort().table(), 1);
            note(transfer, record);
          }
          changes.inserted("extrato.registros", records.size());
        });
    records.forEach(this::checkStored);
  }

  private Map<String, @Nullable Object> payment(BookEntry entry, String remark) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("day", today().toString());
    values.put("form", entry.form());
    values.put("note", remark);
    values.put("client", entry.client());
    values.put("artist", entry.artist());
    values.put("session", entry.session());
    return values;
  }

  private Map<String, @Nullable Object> commission(BookEntry entry, long payment, String remark) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("payment", payment);
    values.put("artist", entry.artist());
    values.put("percent", entry.share().percent().toPlainString());
    values.put("note", remark);
    values.put("created", now());
    return values;
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

  private Written add(Sort sort, Money amount, Map<String, @Nullable Object> values) {
    values.put("amount", amount.toString());
    long id =
        snapshot
            .asTheStudio(
                () -> snapshot.query(sort.add()).bindMap(values).mapTo(long.class).findOne())
            .orElseThrow(() -> changed(sort.table() + " did not take what was written to it"));
    return new Written(sort, id, amount, values);
  }

  private void note(long transfer, Written record) {
    LocalDate today = today();
    boolean unused =
        snapshot
            .query(NOTE)
            .bind("transfer", transfer)
            .bind("table", record.sort().table())
            .bind("id", record.id())
            .bind("amount", record.amount().cents())
            .bind("year", today.getYear())
            .bind("month", today.getMonthValue())
            .mapTo(boolean.class)
            .one();
  }

  private void checkStored(Written record) {
    Sort sort = record.sort();
    List<String> differing =
        snapshot
            .query(sort.differing())
            .bindMap(record.values())
            .bind("id", record.id())
            .mapTo(String.class)
            .list();
    if (!differing.isEmpty()) {
      throw changed(
          String.format(
              Locale.ROOT,
              "%s id %d is not as it was written: %s differs",
              sort.table(),
              record.id(),
              String.join(", ", differing)));
    }
  }

  private static Failure changed(String what) {
    return new Failure.Stopped(
        what, "a trigger of the studio's changes it; --no-records leaves the books alone");
  }
}
