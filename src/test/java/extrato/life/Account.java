package extrato.life;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every record that was ever committed, with all values that it had, and what the studio's people
 * last did to it. It learns only from what they did, never from a run of the program.
 */
final class Account {
  /** Where a record must be. */
  enum Fate {
    /** Live or archived. */
    BOOKED,
    /** The studio's people or their web application deleted it. */
    DELETED,
    /** The old generator deleted it, and listed it in its statement. */
    LISTED,
    /** The database that held it is gone, and a backup has it. */
    ONLY_IN_FILES,
    /** It was in a database that is gone, and in no backup. */
    LOST
  }

  /** The life of one record. */
  static final class Entry {
    final String token;
    final String table;
    Fate fate = Fate.BOOKED;

    /** Whether somebody has said that it is not wanted, while only a backup had it. */
    boolean passedOver;

    Row last;

    /** Earlier values, oldest first. */
    final List<Row> before = new ArrayList<>();

    /** Values that it had in a database that was set back later; a backup may have them. */
    final List<Row> future = new ArrayList<>();

    /** What the newest backups held of it when its database was gone. */
    List<Row> filed = List.of();

    /** A copy in the archive that was found to agree with this entry. */
    @Nullable Copy proven;

    Entry(Row row) {
      this.token = row.token();
      this.table = row.table();
      this.last = row;
    }

    Entry(Row last, Entry other) {
      this(last);
      this.fate = other.fate;
      this.passedOver = other.passedOver;
      this.filed = other.filed;
      this.before.addAll(other.before);
      this.future.addAll(other.future);
    }

    void became(Row row) {
      if (!row.equals(last)) {
        before.add(last);
        last = row;
        proven = null;
      }
    }

    /**
     * An edit that no backup holds is gone with the database. What a newest backup holds counts,
     * including the tie to a payment, which comes back with the payment.
     */
    void cameBack(Row live) {
      filed.stream()
          .filter(row -> Laws.difference(row, live, null) == null)
          .min(Comparator.comparing(row -> row.get("payment_id") == null))
          .ifPresent(row -> became(live.with("payment_id", row)));
    }

    /** People have decided: later values that only backups hold are values that it once had. */
    void givesUpItsFuture() {
      before.addAll(future);
      future.clear();
    }

    /** All values, beginning with the last ones. */
    Stream<Row> history() {
      return Stream.of(List.of(last), before, future).flatMap(List::stream);
    }

    @Override
    public String toString() {
      return last + " " + fate;
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  Account copy() {
    Account copy = new Account();
    entries.forEach((token, entry) -> copy.entries.put(token, new Entry(entry.last, entry)));
    return copy;
  }

  Iterable<Entry> entries() {
    return entries.values();
  }

  @Nullable Entry of(String token) {
    return entries.get(token);
  }

  void add(Entry entry) {
    entries.put(entry.token, new Entry(entry.last, entry));
  }

  Stream<Entry> with(Fate fate) {
    return entries.values().stream().filter(entry -> entry.fate == fate);
  }

  boolean hasAny(Fate fate) {
    return with(fate).findAny().isPresent();
  }

  /**
   * The studio's people did something while nobody else was at work, so every difference is
   * intended.
   */
  void studioDid(Map<String, Row> before, Map<String, Row> after) {
    after.forEach(
        (token, row) -> {
          if (!row.equals(before.get(token))) {
            Entry entry = entries.get(token);
            if (entry == null) {
              entries.put(token, new Entry(row));
            } else {
              entry.became(kept(entry, row, before.get(token)));
              entry.fate = Fate.BOOKED;
              entry.givesUpItsFuture();
            }
          }
        });
    before.forEach(
        (token, row) -> {
          Entry entry = entries.get(token);
          if (!after.containsKey(token) && entry != null) {
            entry.fate = Fate.DELETED;
            entry.givesUpItsFuture();
          }
        });
  }

  /**
   * Whoever edits a session whose payment is archived does not mean to cut the tie that the tool
   * keeps.
   */
  private static Row kept(Entry entry, Row row, @Nullable Row before) {
    boolean untouched =
        before != null
            && row.table().equals("sessoes")
            && Objects.equals(before.get("payment_id"), row.get("payment_id"));
    if (!untouched) {
      return row;
    }
    return row.with("payment_id", entry.last);
  }
}
