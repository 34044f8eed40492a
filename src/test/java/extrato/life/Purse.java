package extrato.life;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wallet as it must be: every transfer that was committed, and what they come to. A hold is an
 * account that is called after the key of the request that made it.
 */
final class Purse {
  /**
   * What was committed under a key.
   *
   * @param legs cents, by account; they add up to 0
   */
  record Transfer(String key, String kind, Map<String, Long> legs, Instant at, Details details) {
    /** The hold that it ends or makes. */
    @Nullable String hold() {
      return legs.keySet().stream()
          .filter(name -> name.startsWith("hold "))
          .findFirst()
          .orElse(null);
    }

    long of(String owner) {
      return legs.entrySet().stream()
          .filter(leg -> leg.getKey().startsWith(owner))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    /** The account of that kind that has a part in it. */
    String named(String owner) {
      return legs.keySet().stream()
          .filter(name -> name.startsWith(owner))
          .findFirst()
          .orElseThrow();
    }

    boolean isReversalOf(Transfer other) {
      return other.key.equals(details.reverses());
    }
  }

  /**
   * What else is known of a transfer.
   *
   * @param until when a hold is due
   * @param inBooks whether payment and commission were written with it
   */
  record Details(
      @Nullable String form, @Nullable Instant until, @Nullable String reverses, boolean inBooks) {
    static final Details NONE = new Details(null, null, null, false);
  }

  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private final Map<String, Long> balances = new TreeMap<>();

  Purse copy() {
    Purse copy = new Purse();
    copy.become(transfers.values());
    return copy;
  }

  /** Another ledger stands in its place. */
  void become(Collection<Transfer> others) {
    List<Transfer> all = List.copyOf(others);
    transfers.clear();
    balances.clear();
    all.forEach(this::add);
  }

  void add(Transfer transfer) {
    transfers.put(transfer.key(), transfer);
    transfer.legs().forEach((name, cents) -> balances.merge(name, cents, Long::sum));
    balances.values().removeIf(cents -> cents == 0);
  }

  /** No account is ever below 0, but the till, which is never above. */
  boolean covers(Transfer transfer) {
    return transfer.legs().entrySet().stream()
        .allMatch(
            leg -> {
              long after = balance(leg.getKey()) + leg.getValue();
              return leg.getKey().equals("till") ? after <= 0 : after >= 0;
            });
  }

  long balance(String account) {
    return balances.getOrDefault(account, 0L);
  }

  /** Those that are not 0. */
  Map<String, Long> balances() {
    return Map.copyOf(balances);
  }

  int size() {
    return transfers.size();
  }

  boolean has(String key) {
    return transfers.containsKey(key);
  }

  List<Transfer> transfers() {
    return List.copyOf(transfers.values());
  }

  /** The requests whose money is still held. */
  List<Transfer> openHolds() {
    return transfers.values().stream()
        .filter(transfer -> transfer.kind().equals("hold"))
        .filter(transfer -> balance("hold " + transfer.key()) > 0)
        .toList();
  }

  boolean isReversed(Transfer transfer) {
    return transfers.values().stream().anyMatch(other -> other.isReversalOf(transfer));
  }

  /** How the deposit was paid: by the client's last credit before it was held. */
  @Nullable String formOf(Transfer hold) {
    String form = null;
    for (Transfer transfer : transfers.values()) {
      if (transfer.equals(hold)) {
        return form;
      }
      if (transfer.kind().equals("credit") && transfer.legs().containsKey(hold.named("client"))) {
        form = transfer.details().form();
      }
    }
    return form;
  }

  /**
   * What a month's statement tells of deposits.
   *
   * @param held at the month's end
   * @param open which of them are still open
   */
  record Deposits(long held, long came, long released, long returned, List<Long> open) {}

  /** Null where nothing was ever held. */
  @Nullable Deposits deposits(Instant begin, Instant end) {
    Map<String, Long> holds = new LinkedHashMap<>();
    Map<String, Long> ofTheMonth = new TreeMap<>();
    for (Transfer transfer : transfers.values()) {
      String hold = transfer.hold();
      if (hold != null && transfer.at().isBefore(end)) {
        String reverses = transfer.details().reverses();
        Transfer meant = reverses == null ? transfer : transfers.getOrDefault(reverses, transfer);
        holds.merge(hold, transfer.of(hold), Long::sum);
        if (!transfer.at().isBefore(begin)) {
          ofTheMonth.merge(meant.kind(), transfer.of(hold), Long::sum);
        }
      }
    }
    if (holds.isEmpty()) {
      return null;
    }
    List<Long> open = new ArrayList<>(holds.values().stream().filter(cents -> cents > 0).toList());
    return new Deposits(
        open.stream().mapToLong(Long::longValue).sum(),
        ofTheMonth.getOrDefault("hold", 0L),
        -ofTheMonth.getOrDefault("release", 0L),
        -ofTheMonth.getOrDefault("refund", 0L) - ofTheMonth.getOrDefault("expire", 0L),
        open);
  }
}
