package extrato.life;

import extrato.life.LedgerFiles.Kept;
import extrato.life.LedgerFiles.Line;
import extrato.life.Purse.Transfer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the wallet whatever has happened:
 *
 * <ul>
 *   <li>{@code wallet}: each balance is what the committed transfers come to, all of them add up to
 *       0, and each transfer is in the history once, as it was committed.
 *   <li>{@code ledger}: the newest backup of the ledger holds what was committed, in its order, and
 *       nothing else; after a backup, all of it.
 * </ul>
 */
final class LedgerLaws {
  private final World world;
  private final LedgerFiles files = new LedgerFiles();

  /** Every transfer that was ever committed, whatever became of its database. */
  private final Map<String, Transfer> committed = new HashMap<>();

  private final DepositLaw deposits = new DepositLaw();
  private String seen = "";
  private @Nullable Kept inOrder;

  LedgerLaws(World world) {
    this.world = world;
  }

  void knows(LedgerLaws other) {
    committed.putAll(other.committed);
    deposits.knows(other.deposits);
  }

  void commits(Transfer transfer) {
    committed.put(transfer.key(), transfer);
    world.purse().add(transfer);
  }

  /** How the account is called here. */
  static String name(String kind, long owner, Map<Long, String> keys) {
    return kind.equals("hold") ? "hold " + keys.get(owner) : owner == 0 ? kind : kind + ":" + owner;
  }

  /** The newest backup of the ledger, as the program must find it. */
  Optional<Kept> newest() {
    return files.newest(world.backups(), world.copy());
  }

  /** Whether the ledger lacks the last transfer of its newest backup. */
  boolean isBehind() {
    return newest()
        .filter(kept -> !world.purse().has(kept.lines().get(kept.lines().size() - 1).key()))
        .isPresent();
  }

  /** A ledger that came back is what its backup holds. */
  void cameBack(Kept kept) {
    world.purse().become(kept.keys().stream().map(this::known).toList());
  }

  private Transfer known(String key) {
    Transfer transfer = committed.get(key);
    if (transfer == null) {
      throw new Broken("ledger", "a backup of the ledger has " + key + ", which nobody committed");
    }
    return transfer;
  }

  void hold() {
    Studio studio = world.studio();
    if (studio.has("extrato.contas")) {
      String marks =
          studio.name()
              + " "
              + world.purse().size()
              + studio.value(
                  "select (select concat(count(*), ' ', sum(xmin::text::bigint)) from"
                      + " extrato.contas) || (select concat(count(*), ' ',"
                      + " sum(xmin::text::bigint)) from extrato.lancamentos) || (select"
                      + " concat(count(*), ' ', sum(xmin::text::bigint)) from"
                      + " extrato.transferencias)");
      if (!marks.equals(seen)) {
        balances(studio);
        history(studio);
        seen = marks;
      }
      deposits.hold(studio, world);
    } else if (world.purse().size() > 0) {
      throw new Broken("wallet", "the ledger is gone");
    }
    files.newest(world.disk(), world.copy()).ifPresent(this::filed);
  }

  private static Map<Long, String> keys(Studio studio) {
    Map<Long, String> keys = new HashMap<>();
    studio
        .rows("select id, chave from extrato.transferencias")
        .forEach(row -> keys.put(number(row, "id"), String.valueOf(row.get("chave"))));
    return keys;
  }

  private void balances(Studio studio) {
    Map<Long, String> keys = keys(studio);
    Map<String, Long> balances = new TreeMap<>();
    for (Map<String, @Nullable String> row :
        studio.rows("select tipo, dono, saldo from extrato.contas where saldo <> 0")) {
      balances.put(
          name(String.valueOf(row.get("tipo")), number(row, "dono"), keys), number(row, "saldo"));
    }
    Map<String, Long> expected = new TreeMap<>(world.purse().balances());
    if (!balances.equals(expected)) {
      throw new Broken("wallet", "balances are " + balances + ", and come to " + expected);
    }
    long sum = balances.values().stream().mapToLong(Long::longValue).sum();
    if (sum != 0) {
      throw new Broken("wallet", "all accounts together have " + sum + " cents");
    }
  }

  private void history(Studio studio) {
    Map<Long, String> keys = keys(studio);
    Map<String, Line> lines = new TreeMap<>();
    for (Map<String, @Nullable String> row :
        studio.rows(
            "select t.chave, t.tipo as kind, t.quando, c.tipo, c.dono, l.valor from"
                + " extrato.transferencias t left join extrato.lancamentos l on l.transferencia ="
                + " t.id left join extrato.contas c on c.id = l.conta")) {
      String key = String.valueOf(row.get("chave"));
      Line line =
          lines.computeIfAbsent(
              key,
              k ->
                  new Line(
                      k,
                      String.valueOf(row.get("kind")),
                      new TreeMap<>(),
                      Selection.instant(String.valueOf(row.get("quando")))));
      String account = name(String.valueOf(row.get("tipo")), number(row, "dono"), keys);
      if (line.legs().put(account, number(row, "valor")) != null) {
        throw new Broken("wallet", key + " has two entries of " + account);
      }
    }
    for (Transfer transfer : world.purse().transfers()) {
      Line line = lines.remove(transfer.key());
      if (line == null || !isSame(transfer, line)) {
        throw new Broken("wallet", transfer + " was committed, and the history has " + line);
      }
    }
    if (!lines.isEmpty()) {
      throw new Broken("wallet", "the history has what nobody committed: " + lines.values());
    }
  }

  private static boolean isSame(Transfer transfer, Line line) {
    return transfer.kind().equals(line.kind())
        && transfer.legs().equals(line.legs())
        && transfer.at().equals(line.at());
  }

  static long number(Map<String, @Nullable String> row, String column) {
    return Long.parseLong(Objects.requireNonNullElse(row.get(column), "0"));
  }

  /** Of a ledger that is behind its backup, only that is asked what was ever committed. */
  private void filed(Kept kept) {
    if (!kept.equals(inOrder)) {
      for (Line line : kept.lines()) {
        if (!isSame(known(line.key()), line)) {
          throw new Broken(
              "ledger", kept + " has " + line + ", and committed was " + known(line.key()));
        }
      }
      inOrder = kept;
    }
    List<String> keys = world.purse().transfers().stream().map(Transfer::key).toList();
    boolean isBehind = !keys.contains(kept.lines().get(kept.lines().size() - 1).key());
    if (!isBehind
        && (keys.size() < kept.lines().size()
            || !kept.keys().equals(keys.subList(0, kept.lines().size())))) {
      throw new Broken("ledger", kept + " holds " + kept.keys() + ", and committed are " + keys);
    }
  }

  /** After a run that backs the ledger up, its newest backup holds all of it, in both folders. */
  void backedUp(Tool.Ended ended) {
    List<String> keys = world.purse().transfers().stream().map(Transfer::key).toList();
    List<String> filed = newest().map(Kept::keys).orElse(List.of());
    if (!filed.equals(keys)) {
      throw new Broken(
          "ledger",
          ended.command()
              + " was done, and the ledger's newest backup lacks transfers: it has "
              + filed
              + " of "
              + keys);
    }
    if (world.copy() != null && !keys.isEmpty()) {
      List<String> copied = files.newestIn(world.copy()).map(Kept::keys).orElse(List.of());
      if (!copied.equals(keys)) {
        throw new Broken(
            "ledger",
            ended.command() + " was done, and the second copy of the ledger has " + copied);
      }
    }
  }
}
