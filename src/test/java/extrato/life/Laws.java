package extrato.life;

import extrato.life.Account.Entry;
import extrato.life.Account.Fate;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the books whatever has happened. Written from the contract, before the code:
 *
 * <ul>
 *   <li>{@code lost}: every record that was ever committed is live, in the archive as it counts
 *       there, in the backup that counts (where the database that held it is gone), in the old
 *       generator's statement (where that took it), or was deleted by the studio itself.
 *   <li>{@code changed}: it has the values that it last had.
 *   <li>{@code doubled}: it is not live and archived at once, unless it is a session that stayed.
 *   <li>{@code statement}: the statement of a closed month lists what the archive holds.
 *   <li>{@code totals}: its totals are an independent sum, to the cent.
 *   <li>{@code backup}: the newest backup of a closed month holds what the archive holds.
 * </ul>
 */
final class Laws {
  private final World world;

  /** A month's state when it was last found to be in order. */
  private record InOrder(
      List<Copy> copies, @Nullable Statement statement, @Nullable Gen newest, boolean tampered) {}

  private final Map<YearMonth, InOrder> inOrder = new HashMap<>();

  Laws(World world) {
    this.world = world;
  }

  void hold() {
    Sight sight = world.sight();
    for (Entry entry : world.account().entries()) {
      holds(entry, sight);
    }
    for (YearMonth month : sight.closedMonths()) {
      holds(month, sight);
    }
    world.ledger.hold();
  }

  private void holds(Entry entry, Sight sight) {
    Row live = sight.live().get(entry.token);
    List<Copy> copies = sight.copies(entry.token);
    if (!entry.future.isEmpty() && entry.future.stream().noneMatch(world.disasters::isFiled)) {
      throw new Broken(
          "lost",
          entry.last
              + " had later values in the newest backup alone, and no backup that counts has them"
              + " now");
    }
    switch (entry.fate) {
      case BOOKED -> booked(entry, live, copies, sight);
      case DELETED, LOST -> {
        if (live != null) {
          throw new Broken("changed", entry + " is live again, and nobody brought it back");
        }
      }
      case LISTED -> {
        if (live == null && copies.isEmpty() && !isTold(entry, sight)) {
          throw new Broken(
              "lost",
              entry.last
                  + " was in the old generator's statement; now it is neither there, nor in a"
                  + " snapshot, nor live, nor archived");
        }
      }
      case ONLY_IN_FILES -> {
        boolean filed =
            sight.newest().values().stream().anyMatch(gen -> gen.rows().containsKey(entry.token));
        if (live == null && copies.isEmpty() && !filed && !entry.passedOver) {
          throw new Broken(
              "lost",
              entry.last + " was in the newest backup alone, and is in none that counts now");
        }
      }
    }
  }

  private void booked(Entry entry, @Nullable Row live, List<Copy> copies, Sight sight) {
    if (live != null) {
      String difference = difference(entry.last, live, copies.isEmpty() ? sight : null);
      if (difference != null) {
        throw new Broken(
            "changed", live + " is live with other values than it last had: " + difference);
      }
      if (!copies.isEmpty()
          && !entry.table.equals("sessoes")
          && !world.isTampered(copies.get(0).month())) {
        throw new Broken("doubled", entry.last + " is live, and " + copies.get(0));
      }
      return;
    }
    if (copies.isEmpty()) {
      throw new Broken(
          "lost", entry.last + " is neither live nor in the archive" + where(entry, sight));
    }
    Copy proven = entry.proven;
    if (proven != null && copies.stream().anyMatch(copy -> isSame(copy, proven))) {
      return;
    }
    for (Copy copy : copies) {
      if (archivedAs(entry.last, copy.row())) {
        entry.proven = copy;
        return;
      }
    }
    throw new Broken(
        "changed",
        copies.get(0)
            + " has other values than it last had: "
            + difference(entry.last, copies.get(0).row(), null));
  }

  /** What was not read again has not changed, so it need not be compared. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one == other;
  }

  private static String where(Entry entry, Sight sight) {
    List<String> files =
        sight.gens().stream()
            .filter(gen -> gen.rows().containsKey(entry.token))
            .map(Gen::toString)
            .toList();
    return files.isEmpty() ? "" : "; backups that have it: " + String.join(", ", files);
  }

  private static boolean archivedAs(Row last, Row archived) {
    for (Map.Entry<String, @Nullable String> value : last.values().entrySet()) {
      String column = value.getKey();
      boolean letGo = column.equals("payment_id") && archived.get(column) == null;
      if (!archived.values().containsKey(column)
          || (!letGo && !Objects.equals(value.getValue(), archived.get(column)))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first column that differs, of those that both have. The tie of a session to its payment may
   * be cut while the payment is away.
   *
   * @param sight null if the tie may be cut in any case
   */
  static @Nullable String difference(Row last, Row row, @Nullable Sight sight) {
    for (Map.Entry<String, @Nullable String> value : last.values().entrySet()) {
      String column = value.getKey();
      if (row.values().containsKey(column) && !Objects.equals(value.getValue(), row.get(column))) {
        boolean cut = column.equals("payment_id") && row.get(column) == null;
        if (!cut || (sight != null && isLivePayment(value.getValue(), sight))) {
          return column + " is " + row.get(column) + ", was " + value.getValue();
        }
      }
    }
    return null;
  }

  private static boolean isLivePayment(@Nullable String id, Sight sight) {
    return sight.live().values().stream()
        .anyMatch(row -> row.table().equals("pagamentos") && String.valueOf(row.id()).equals(id));
  }

  private void holds(YearMonth month, Sight sight) {
    List<Copy> copies = sight.archiveOf(month);
    Statement statement = sight.statements().get(month);
    Gen newest = sight.newest().get(month);
    boolean tampered = world.isTampered(month);
    InOrder now = new InOrder(copies, statement, newest, tampered || world.isWithoutBackup(month));
    InOrder before = inOrder.get(month);
    if (before != null
        && isSame(before.copies, copies)
        && isSame(before.statement, statement)
        && isSame(before.newest, newest)
        && before.tampered == now.tampered) {
      return;
    }
    if (!tampered && statement != null) {
      statement(month, copies, statement);
    }
    if (newest == null) {
      if (!world.isWithoutBackup(month)) {
        throw new Broken("backup", month + " is closed and has no backup");
      }
    } else if (!world.isWithoutBackup(month) && !world.disasters.isAhead(newest)) {
      backup(month, copies, newest);
    }
    inOrder.put(month, now);
  }

  private static void statement(YearMonth month, List<Copy> copies, Statement statement) {
    SortedSet<String> archived = new TreeSet<>();
    copies.forEach(copy -> archived.add(copy.row().token()));
    if (!statement.tokens().containsAll(archived)) {
      archived.removeAll(statement.tokens());
      throw new Broken(
          "statement", "the statement of " + month + " lacks what its archive has: " + archived);
    }
    SortedSet<String> more = new TreeSet<>(statement.tokens());
    more.removeAll(archived);
    if (!more.isEmpty()) {
      throw new Broken(
          "statement", "the statement of " + month + " has more than its archive: " + more);
    }
    BigDecimal receita = sum(copies, "pagamentos");
    BigDecimal comissoes = sum(copies, "comissoes");
    BigDecimal despesas = sum(copies, "gastos");
    total(statement, "receita_total", receita);
    total(statement, "comissoes_total", comissoes);
    total(statement, "despesas_total", despesas);
    total(statement, "saldo", receita.subtract(despesas));
    total(statement, "receita_liquida", receita.subtract(comissoes).subtract(despesas));
  }

  private static void total(Statement statement, String name, BigDecimal expected) {
    BigDecimal said = statement.totals().get(name);
    if (said == null || said.compareTo(expected) != 0) {
      throw new Broken(
          "totals",
          name + " of " + statement.month() + " is " + said + ", and adds up to " + expected);
    }
  }

  private static BigDecimal sum(List<Copy> copies, String table) {
    return copies.stream()
        .map(Copy::row)
        .filter(row -> row.table().equals(table))
        .map(row -> new BigDecimal(String.valueOf(row.get("valor"))))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void backup(YearMonth month, List<Copy> copies, Gen newest) {
    Set<String> tokens = newest.rows().keySet();
    for (Copy copy : copies) {
      Row filed = newest.rows().get(copy.row().token());
      if (filed == null) {
        throw new Broken("backup", newest + ", the newest of " + month + ", lacks " + copy);
      }
      if (!copy.row().table().equals("sessoes")) {
        String difference = difference(copy.row(), filed, null);
        if (difference != null) {
          throw new Broken(
              "backup",
              newest + " has " + filed + " with other values than the archive: " + difference);
        }
      }
    }
    for (String token : tokens) {
      if (world.account().of(token) == null) {
        throw new Broken("backup", newest + " has " + token + ", which nobody ever committed");
      }
    }
  }

  /** What people prune after 30 days is no longer wanted. */
  void pruned(Sight before) {
    Sight now = world.sight();
    world
        .account()
        .with(Fate.LISTED)
        .filter(entry -> before.attic().contains(entry.token + " "))
        .filter(entry -> !isTold(entry, now))
        .toList()
        .forEach(entry -> entry.fate = Fate.DELETED);
  }

  private static boolean isTold(Entry entry, Sight sight) {
    return sight.attic().contains(entry.token + " ")
        || sight.statements().values().stream()
            .anyMatch(statement -> statement.tokens().contains(entry.token));
  }

  /** What a restore, a rescue or the generator's undo has brought back is booked again. */
  void broughtBack() {
    for (Entry entry : world.account().entries()) {
      Row live = world.sight().live().get(entry.token);
      boolean archived = !world.sight().copies(entry.token).isEmpty();
      if (entry.fate == Fate.BOOKED) {
        ofTheFuture(entry, live);
        continue;
      }
      if (live == null && !archived) {
        continue;
      }
      if (live != null) {
        if (entry.history().noneMatch(row -> difference(row, live, null) == null)) {
          throw new Broken(
              "changed",
              live
                  + " came back with values that it never had, such as "
                  + difference(entry.last, live, null));
        }
        boolean rescued = entry.fate == Fate.ONLY_IN_FILES;
        entry.fate = Fate.BOOKED;
        if (rescued) {
          entry.cameBack(live);
        } else {
          entry.became(live);
        }
      } else if (entry.fate == Fate.ONLY_IN_FILES) {
        entry.fate = Fate.BOOKED;
      }
    }
  }

  /** A backup that is newer than the database has brought back later values of the record. */
  private static void ofTheFuture(Entry entry, @Nullable Row live) {
    if (live != null
        && difference(entry.last, live, null) != null
        && entry.future.stream().anyMatch(row -> difference(row, live, null) == null)) {
      entry.became(live);
      entry.future.clear();
    }
  }

  /** Somebody has said explicitly that the older or other records are the right ones. */
  void meant() {
    broughtBack();
    for (Entry entry : world.account().entries()) {
      Row live = world.sight().live().get(entry.token);
      if (live != null) {
        entry.fate = Fate.BOOKED;
        entry.became(withTie(live, entry.last));
      } else if (entry.fate == Fate.BOOKED && world.sight().copies(entry.token).isEmpty()) {
        entry.fate = Fate.DELETED;
      }
    }
  }

  /** The tie to a payment that is away comes back with the payment, so nobody gives it up. */
  private Row withTie(Row live, Row last) {
    String payment = last.values().get("payment_id");
    boolean away =
        live.table().equals("sessoes")
            && live.get("payment_id") == null
            && payment != null
            && !isLivePayment(payment, world.sight());
    return away ? live.with("payment_id", last) : live;
  }
}
