package extrato.work.wallet;

import extrato.studio.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as the ledger has it.
 *
 * @param isNew whether it was made just now, rather than found under its key
 */
public record Posted(
    Transfer transfer, boolean isNew, List<Entry> entries, List<BookRecord> records) {

  public Posted {
    entries = List.copyOf(entries);
    records = List.copyOf(records);
  }

  /**
   * What was done when, by whom, and why.
   *
   * @param hold that it is about
   * @param reverses the transfer that it takes back
   */
  public record Transfer(
      long id,
      String key,
      Request.Kind kind,
      Instant at,
      Told told,
      @Nullable Long hold,
      @Nullable Long reverses) {}

  /**
   * What people said about it.
   *
   * @param form of payment
   */
  public record Told(String by, @Nullable String reason, @Nullable String form) {}

  /** One side of it, and what the account had afterwards. */
  public record Entry(Account account, Money amount, Money balance) {}

  /** What it wrote into the books. */
  public record BookRecord(String table, long id, Money amount) {}

  /** What an account got or gave by it. */
  Optional<Money> amountOf(Account.Kind kind) {
    return entries.stream()
        .filter(entry -> entry.account().kind() == kind)
        .map(Entry::amount)
        .findFirst();
  }

  public boolean is(Request.Kind kind) {
    return transfer.kind() == kind;
  }
}
