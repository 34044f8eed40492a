package extrato.cli.output;

import extrato.month.archive.MonthState;
import extrato.month.backup.ShelvedBackup;
import extrato.runs.LastRuns;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import extrato.work.overview.Attention;
import extrato.work.overview.Overview;
import extrato.work.overview.Standing;
import extrato.work.overview.State;
import extrato.work.overview.Strays.Stray;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of the months, as lines of text and as JSON. */
public final class StatusReport {
  private final Overview overview;
  private final Settings settings;
  private final List<Attention> attention;

  public StatusReport(Overview overview, Settings settings) {
    this.overview = overview;
    this.settings = settings;
    this.attention = overview.attention();
  }

  public List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "status · %s · %s in %s",
            settings.place(),
            Brazilian.day(overview.today()),
            settings.zone().getId()));
    if (!overview.months().isEmpty()) {
      addMonths(lines, width);
    }
    lines.addAll(lines(attention, width));
    for (Stray stray : overview.strays().found()) {
      List<String> wrapped = TextWidth.wrap(stray.line(), TextWidth.less(width, 2));
      lines.add((stray.keepsFromClosing() ? "! " : "  ") + wrapped.get(0));
      wrapped.subList(1, wrapped.size()).forEach(line -> lines.add("  " + line));
      lines.add("    " + stray.cure());
    }
    return lines;
  }

  private void addMonths(List<String> lines, int width) {
    TextTable table =
        new TextTable()
            .word("month")
            .text("state")
            .number("records")
            .number("receita")
            .number("saldo")
            .number("gen")
            .word("proven")
            .word("failed");
    overview.months().forEach(standing -> table.row(row(standing)));
    lines.addAll(table.lines(width));
  }

  /** What needs attention, and what to do about each item. */
  public static List<String> lines(List<Attention> attention, int width) {
    List<String> lines = new ArrayList<>();
    for (Attention one : attention) {
      List<String> wrapped = TextWidth.wrap(one.line(), TextWidth.less(width, 2));
      lines.add("! " + wrapped.get(0));
      wrapped.subList(1, wrapped.size()).forEach(line -> lines.add("  " + line));
      lines.add("    " + one.cure());
    }
    return lines;
  }

  public String verdict() {
    int months = overview.months().size();
    if (months == 0 && attention.isEmpty()) {
      return "there are no records, statements, backups or runs";
    }
    String count = Count.of(months, "month");
    int wanted = attention.size() + overview.strays().attention().size();
    return switch (wanted) {
      case 0 -> count + ", nothing needs attention";
      case 1 -> count + ", 1 thing needs attention";
      default -> count + ", " + Count.of(wanted, "thing") + " need attention";
    };
  }

  public List<Map<String, @Nullable Object>> months() {
    return overview.months().stream().map(this::details).toList();
  }

  /** Records that belong to no month, or point at nothing. */
  public List<Map<String, Object>> strays() {
    return overview.strays().found().stream().map(StatusReport::details).toList();
  }

  private static Map<String, Object> details(Stray stray) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("kind", stray.kind());
    details.put("table", stray.table());
    details.put("column", stray.column());
    details.put("records", stray.records());
    details.put("text", stray.line());
    details.put("cure", stray.cure());
    return details;
  }

  public List<Map<String, @Nullable String>> attention() {
    List<Map<String, @Nullable String>> details = new ArrayList<>();
    for (Attention one : attention) {
      Map<String, @Nullable String> detail = new LinkedHashMap<>();
      Month month = one.month();
      detail.put("month", month == null ? null : month.toString());
      detail.put("reason", one.reason().word());
      detail.put("text", one.line());
      detail.put("cure", one.cure());
      details.add(detail);
    }
    return details;
  }

  private List<String> row(Standing standing) {
    ZoneId zone = settings.zone();
    boolean sound = standing.newest().map(ShelvedBackup::isSound).orElse(true);
    return List.of(
        standing.month().slashed(),
        words(standing),
        Count.of(standing.records()),
        Brazilian.money(standing.receita()),
        Brazilian.money(standing.saldo()),
        standing.generations().size() + (sound ? "" : "!"),
        Brazilian.day(when(standing.runs().proof()), zone),
        Brazilian.day(when(standing.runs().failure()), zone));
  }

  private static Optional<Instant> when(Optional<LastRuns.Last> run) {
    return run.map(LastRuns.Last::when);
  }

  private static String words(Standing standing) {
    boolean legacy = standing.kind() == MonthState.Kind.LEGACY;
    return legacy && standing.state() == State.LATE_RECORDS
        ? "legacy, late"
        : standing.state().words();
  }

  private Map<String, @Nullable Object> details(Standing standing) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("month", standing.month().toString());
    details.put("state", standing.state().word());
    details.put("legacy", standing.kind() == MonthState.Kind.LEGACY);
    details.put("version", standing.kept().currentVersion());
    details.put("records", standing.records());
    details.put("live", standing.live().records());
    details.put("late", standing.late());
    details.put("receita", Brazilian.plainOrNull(standing.receita()));
    details.put("saldo", Brazilian.plainOrNull(standing.saldo()));
    details.put("generations", standing.generations().size());
    details.put("newest_backup", standing.newest().map(BackupList::details).orElse(null));
    details.put("last_proof", run(standing.runs().proof()));
    details.put("last_failure", run(standing.runs().failure()));
    details.put("running", run(standing.runs().running()));
    return details;
  }

  private static @Nullable Map<String, @Nullable Object> run(Optional<LastRuns.Last> run) {
    if (run.isEmpty()) {
      return null;
    }
    LastRuns.Last last = run.get();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("run_id", last.runId());
    details.put("command", last.command());
    details.put("when", last.when().toString());
    details.put("outcome", last.outcome());
    details.put("exit_code", last.exitCode());
    details.put("error", last.error());
    return details;
  }
}
