package extrato.work.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a ledger is, in a few lines that are easy to believe; the real one is held to it. */
final class ModelLedger {
  final Map<String, Long> balances = new TreeMap<>();
  final Map<Integer, String> holds = new TreeMap<>();
  final List<Map<String, Long>> transfers = new ArrayList<>();
  final List<String> history = new ArrayList<>();

  long balance(String account) {
    return balances.getOrDefault(account, 0L);
  }

  /** Moves money between accounts, all of it, or nothing and false. */
  boolean post(Map<String, Long> legs) {
    for (Map.Entry<String, Long> leg : legs.entrySet()) {
      long after = balance(leg.getKey()) + leg.getValue();
      boolean turned = leg.getKey().equals("till") || leg.getKey().equals("issue");
      if (turned ? after > 0 : after < 0) {
        return false;
      }
    }
    transfers.add(legs);
    legs.forEach((account, amount) -> balances.merge(account, amount, Long::sum));
    legs.forEach((account, amount) -> history.add(entry(account, amount)));
    return true;
  }

  private String entry(String account, long amount) {
    return account + " " + amount + " " + balance(account);
  }
}
