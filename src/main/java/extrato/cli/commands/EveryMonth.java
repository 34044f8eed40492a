package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.RunRecord;
import extrato.month.archive.MonthState;
import extrato.month.statement.KeptStatements;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Does the same for many months, each a run of its own, and goes on when one of them fails: a line
 * each, and the worst exit code.
 */
final class EveryMonth<C extends CommandContext> {
  /** What no further month could do better with. */
  private static final Set<ExitCode> FATAL =
      Set.of(
          ExitCode.BUG,
          ExitCode.NO_DATABASE,
          ExitCode.BUSY,
          ExitCode.INTERRUPTED,
          ExitCode.TERMINATED);

  /** The worst first. */
  private static final List<ExitCode> WORST =
      List.of(ExitCode.NOT_PROVEN, ExitCode.STOPPED, ExitCode.FILE_TROUBLE, ExitCode.UNFIT);

  private final CommandContext context;
  private final Function<Month, C> ofMonth;
  private final Function<C, @Nullable RunRecord> record;
  private final Map<Month, String> lines = new LinkedHashMap<>();
  private final Map<Month, Map<String, Object>> details = new LinkedHashMap<>();
  private final Map<Month, Failure> failures = new LinkedHashMap<>();
  private int legacy;

  private EveryMonth(
      CommandContext context, Function<Month, C> ofMonth, Function<C, @Nullable RunRecord> record) {
    this.context = context;
    this.ofMonth = ofMonth;
    this.record = record;
  }

  /** Nothing of it is on record. */
  static EveryMonth<CommandContext> ofFiles(CommandContext context) {
    return new EveryMonth<>(context, context::forMonth, month -> null);
  }

  /**
   * @param writes whether the tool's own tables must be there for a month's record
   */
  static EveryMonth<DatabaseContext> inDatabase(DatabaseContext context, boolean writes) {
    return new EveryMonth<>(
        context, context::forMonth, month -> RunRecord.beginOneOfMany(month, writes));
  }

  /** The months that have a backup, and those whose statement is of such a kind. */
  static NavigableSet<Month> backedUpOr(DatabaseContext context, Predicate<MonthState.Kind> kind) {
    KeptStatements kept = context.database().read(KeptStatements::of);
    NavigableSet<Month> months = new TreeSet<>(context.backups().months());
    kept.months().keySet().stream()
        .filter(month -> kind.test(kept.of(month).kind()))
        .forEach(months::add);
    return months;
  }

  /**
   * @param word what is true of a month when it has not failed
   */
  Result run(Collection<Month> months, Function<C, Result> work, String word) {
    if (months.isEmpty()) {
      return Result.of(Outcome.EMPTY, "no month is closed or backed up: nothing to do");
    }
    months.forEach(month -> one(ofMonth.apply(month), work));
    return result(months, word);
  }

  /**
   * The same where one month may have to wait for another: what was stopped is tried again behind
   * the others, for as long as that brings any of them on.
   */
  Result runUntilNoneComesOn(Collection<Month> months, Function<C, Result> work, String word) {
    List<Month> left = List.copyOf(months);
    int before;
    do {
      before = left.size();
      Result result = run(left, work, word);
      left = left.stream().filter(month -> isStopped(failures.get(month))).toList();
      if (left.isEmpty()) {
        return months.isEmpty() ? result : result(months, word);
      }
    } while (left.size() < before);
    return result(months, word);
  }

  private static boolean isStopped(@Nullable Failure failure) {
    return failure != null && failure.code() == ExitCode.STOPPED;
  }

  private Result result(Collection<Month> months, String word) {
    Result result =
        Result.of(Outcome.DONE, summary(word, months.size()))
            .with("months", List.copyOf(details.values()))
            .withLines(List.copyOf(lines.values()));
    return failures.isEmpty() ? result : result.failing(worst(summary(word, months.size())));
  }

  private void one(C month, Function<C, Result> work) {
    RunRecord kept = record.apply(month);
    Outcome outcome;
    Failure failure;
    String message;
    try {
      Result result = work.apply(month);
      failure = result.failure();
      outcome = failure == null ? result.outcome() : Outcome.of(failure);
      message = failure == null ? result.verdict() : failure.text();
    } catch (RuntimeException e) {
      failure = context.failures().explain(e);
      outcome = Outcome.of(failure);
      message = failure.text();
    }
    int code = failure == null ? ExitCode.DONE.number() : failure.code().number();
    if (kept != null) {
      kept.finish(outcome, code, failure);
    }
    if (failure != null && FATAL.contains(failure.code())) {
      throw failure;
    }
    note(month.run(), outcome, code, failure, message);
  }

  private void note(Run run, Outcome outcome, int code, @Nullable Failure failure, String message) {
    Month month = Objects.requireNonNull(run.month());
    failures.remove(month);
    if (failure != null) {
      failures.put(month, failure);
    } else if (outcome == Outcome.LEGACY) {
      legacy++;
    }
    run.wordedWarnings()
        .forEach(warning -> context.run().warn(warning.between(month.slashed() + ": ", "")));
    lines.put(
        month,
        String.format(Locale.ROOT, "  %s  %-10s  %s", month.slashed(), outcome.word(), message));
    details.put(
        month,
        Map.of(
            "month", month.toString(),
            "outcome", outcome.word(),
            "exit_code", code,
            "run_id", run.id(),
            "message", message,
            "warnings", run.warnings()));
  }

  private String summary(String word, int months) {
    return String.format(
            Locale.ROOT, "%s: %d of %d months", word, months - failures.size() - legacy, months)
        + (legacy == 0
            ? ""
            : String.format(
                Locale.ROOT, "; %d closed by another program, which nothing proves", legacy));
  }

  private Failure worst(String summary) {
    String names = failures.keySet().stream().map(Month::slashed).collect(Collectors.joining(", "));
    String text = summary + "; not " + names;
    String hint = "the lines above say what is wrong with each";
    ExitCode code =
        WORST.stream()
            .filter(worse -> failures.values().stream().anyMatch(f -> f.code() == worse))
            .findFirst()
            .orElse(ExitCode.STOPPED);
    return switch (code) {
      case NOT_PROVEN -> new Failure.NotProven(text, hint);
      case FILE_TROUBLE -> new Failure.FileTrouble(text, hint, null);
      case UNFIT -> new Failure.Unfit(text, hint);
      default -> new Failure.Stopped(text, hint);
    };
  }
}
