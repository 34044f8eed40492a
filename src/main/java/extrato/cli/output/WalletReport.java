package extrato.cli.output;

import extrato.runs.Outcome;
import extrato.studio.Count;
import extrato.studio.Money;
import extrato.work.wallet.Account;
import extrato.work.wallet.Posted;
import extrato.work.wallet.Request;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the wallet did and has, as lines of text and as JSON. */
public final class WalletReport {
  private final ZoneId zone;
  private final int width;

  public WalletReport(ZoneId zone, int width) {
    this.zone = zone;
    this.width = width;
  }

  /** A transfer that was made, or that was found under its key. */
  public Result posted(Posted posted, boolean dryRun) {
    TextTable table = new TextTable().word("account").number("amount").number("balance");
    posted
        .entries()
        .forEach(
            entry ->
                table.row(
                    List.of(
                        entry.account().toString(),
                        turned(entry.account(), entry.amount()),
                        turned(entry.account(), entry.balance()))));
    List<String> lines = new ArrayList<>(table.lines(width));
    posted
        .records()
        .forEach(
            record ->
                lines.add(record.table() + " id " + record.id() + ", " + record.amount().reais()));
    Result result =
        Result.of(posted.isNew() ? Outcome.DONE : Outcome.UNCHANGED, verdict(posted, dryRun))
            .withLines(lines)
            .plain();
    for (Map.Entry<String, @Nullable Object> detail : details(posted).entrySet()) {
      result = result.with(detail.getKey(), detail.getValue());
    }
    return result;
  }

  private String verdict(Posted posted, boolean dryRun) {
    Posted.Transfer transfer = posted.transfer();
    String what =
        transfer.kind().word()
            + (posted.is(Request.Kind.HOLD) ? ": hold " + transfer.hold() : "")
            + (transfer.reverses() == null ? "" : " of transfer " + transfer.reverses());
    if (!posted.isNew()) {
      return what
          + ", done before with this key: transfer "
          + transfer.id()
          + " of "
          + Brazilian.moment(transfer.at(), zone);
    }
    return dryRun
        ? "dry run, nothing changed: " + what + " would go through"
        : what + ", transfer " + transfer.id();
  }

  private static Map<String, @Nullable Object> details(Posted posted) {
    Posted.Transfer transfer = posted.transfer();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("transfer", transfer.id());
    details.put("key", transfer.key());
    details.put("kind", transfer.kind().word());
    details.put("at", transfer.at().toString());
    details.put("by", transfer.told().by());
    details.put("reason", transfer.told().reason());
    details.put("form", transfer.told().form());
    details.put("hold", transfer.hold());
    details.put("reverses", transfer.reverses());
    details.put("repeated", !posted.isNew());
    details.put("entries", posted.entries().stream().map(WalletReport::entry).toList());
    details.put("records", posted.records().stream().map(WalletReport::record).toList());
    return details;
  }

  private static Map<String, Object> entry(Posted.Entry entry) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("account", entry.account().toString());
    details.put("amount", entry.amount().toString());
    details.put("balance", entry.balance().toString());
    return details;
  }

  private static Map<String, Object> record(Posted.BookRecord record) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("table", record.table());
    details.put("id", record.id());
    details.put("amount", record.amount().toString());
    return details;
  }

  /** The holds that were ended because they were due. */
  public Result ended(List<Posted> ended, boolean dryRun) {
    List<String> lines = ended.stream().map(one -> "  " + line(one)).toList();
    String what = ended.isEmpty() ? "no hold is due" : counted(ended.size(), "hold") + " ended";
    return Result.of(
            ended.isEmpty() || dryRun ? Outcome.UNCHANGED : Outcome.DONE,
            dryRun ? "dry run, nothing changed: " + what : what)
        .with("holds", ended.stream().map(WalletReport::details).toList())
        .withLines(lines)
        .plain();
  }

  private static String line(Posted posted) {
    String parts =
        posted.entries().stream()
            .filter(entry -> entry.account().kind() != Account.Kind.HOLD)
            .map(entry -> entry.amount().reais() + " to " + entry.account())
            .collect(Collectors.joining(", "));
    return "hold " + posted.transfer().hold() + ": " + parts;
  }

  /** The till's cash and what was issued are the negative of their balances. */
  static String turned(Account account, Money amount) {
    return (account.kind().isTurned() ? Money.ZERO.minus(amount) : amount).reais();
  }

  static String counted(int count, String what) {
    return Count.of(count, what);
  }
}
