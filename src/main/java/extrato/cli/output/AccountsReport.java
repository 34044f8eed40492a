package extrato.cli.output;

import extrato.runs.Outcome;
import extrato.studio.Money;
import extrato.work.wallet.Account;
import extrato.work.wallet.Balance;
import extrato.work.wallet.OpenHold;
import extrato.work.wallet.StatementLine;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the wallet's accounts have, as lines of text and as JSON. */
public final class AccountsReport {
  private final ZoneId zone;
  private final int width;

  public AccountsReport(ZoneId zone, int width) {
    this.zone = zone;
    this.width = width;
  }

  /** All balances and the holds that are open. */
  public Result list(List<Balance> balances, List<OpenHold> holds) {
    TextTable table = new TextTable().word("account").number("balance").text("name");
    balances.forEach(
        one ->
            table.row(
                List.of(
                    one.account().toString(),
                    WalletReport.turned(one.account(), one.balance()),
                    one.name() == null ? "" : one.name())));
    TextTable open =
        new TextTable()
            .word("hold")
            .number("held")
            .word("client")
            .word("session")
            .word("until")
            .text("name");
    holds.forEach(hold -> open.row(cells(hold)));
    List<String> lines = new ArrayList<>();
    if (!balances.isEmpty()) {
      lines.addAll(table.lines(width));
    }
    if (!holds.isEmpty()) {
      lines.add("");
      lines.addAll(open.lines(width));
    }
    Money held = holds.stream().map(OpenHold::balance).reduce(Money.ZERO, Money::plus);
    String verdict =
        balances.isEmpty()
            ? "the wallet is empty"
            : "held: " + held.reais() + " in " + WalletReport.counted(holds.size(), "hold");
    return Result.of(balances.isEmpty() ? Outcome.EMPTY : Outcome.DONE, verdict)
        .with("accounts", balances.stream().map(AccountsReport::balance).toList())
        .with("holds", holds.stream().map(AccountsReport::hold).toList())
        .with("held", held.toString())
        .withLines(lines)
        .plain();
  }

  private List<String> cells(OpenHold hold) {
    Instant until = hold.until();
    return List.of(
        String.valueOf(hold.id()),
        hold.balance().reais(),
        hold.client().toString(),
        hold.session() == null ? "" : String.valueOf(hold.session()),
        until == null ? "" : Brazilian.moment(until, zone) + (hold.isDue() ? " due" : ""),
        hold.name() == null ? "" : hold.name());
  }

  private static Map<String, @Nullable Object> balance(Balance one) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("account", one.account().toString());
    details.put("balance", one.balance().toString());
    details.put("name", one.name());
    return details;
  }

  private static Map<String, @Nullable Object> hold(OpenHold hold) {
    Instant until = hold.until();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("hold", hold.id());
    details.put("client", hold.client().toString());
    details.put("name", hold.name());
    details.put("held", hold.balance().toString());
    details.put("session", hold.session());
    details.put("until", until == null ? null : until.toString());
    details.put("due", hold.isDue());
    return details;
  }

  /** An account's last entries. */
  public Result statement(Account account, List<StatementLine> entries) {
    TextTable table =
        new TextTable()
            .word("when")
            .word("what")
            .number("amount")
            .number("balance")
            .number("transfer")
            .text("key")
            .text("reason");
    entries.forEach(entry -> table.row(cells(account, entry)));
    boolean none = entries.isEmpty();
    Money balance = none ? Money.ZERO : entries.get(entries.size() - 1).balance();
    long first = none ? 1 : entries.get(0).version();
    return Result.of(
            none ? Outcome.EMPTY : Outcome.DONE,
            account
                + (none ? " has no entries" : " has " + WalletReport.turned(account, balance))
                + (first > 1 ? "; " + (first - 1) + " older entries, `--limit` shows them" : ""))
        .with("account", account.toString())
        .with("balance", balance.toString())
        .with("entries", entries.stream().map(AccountsReport::entry).toList())
        .withLines(none ? List.of() : table.lines(width))
        .plain();
  }

  private List<String> cells(Account account, StatementLine entry) {
    StatementLine.Origin transfer = entry.transfer();
    String reason = transfer.told().reason();
    return List.of(
        Brazilian.moment(transfer.at(), zone),
        transfer.kind().word() + (entry.reverses() == null ? "" : " of " + entry.reverses()),
        WalletReport.turned(account, entry.amount()),
        WalletReport.turned(account, entry.balance()),
        String.valueOf(transfer.id()),
        transfer.key(),
        reason == null ? "" : reason);
  }

  private static Map<String, @Nullable Object> entry(StatementLine entry) {
    StatementLine.Origin transfer = entry.transfer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("version", entry.version());
    details.put("at", transfer.at().toString());
    details.put("kind", transfer.kind().word());
    details.put("amount", entry.amount().toString());
    details.put("balance", entry.balance().toString());
    details.put("transfer", transfer.id());
    details.put("key", transfer.key());
    details.put("by", transfer.told().by());
    details.put("reason", transfer.told().reason());
    details.put("reverses", entry.reverses());
    return details;
  }
}
