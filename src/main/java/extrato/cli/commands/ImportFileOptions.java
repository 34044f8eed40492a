package extrato.cli.commands;

import extrato.cli.running.MonthChoice;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainOutput;
import extrato.support.settings.DurationFormat;
import extrato.work.importing.ImportRequest;
import extrato.work.importing.files.DayOrder;
import extrato.work.importing.files.Decimals;
import extrato.work.importing.files.Options;
import extrato.work.importing.files.Rejects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How data files are to be read, and where is written what they are refused for. */
final class ImportFileOptions {
  /** How the files write what can be written in two ways. */
  enum Sign {
    comma(Decimals.COMMA),
    point(Decimals.POINT);

    private final Decimals decimals;

    Sign(Decimals decimals) {
      this.decimals = decimals;
    }
  }

  /** In which order the files write days. */
  enum Order {
    dmy(DayOrder.DMY),
    mdy(DayOrder.MDY);

    private final DayOrder days;

    Order(DayOrder days) {
      this.days = days;
    }
  }

  /** What becomes of records that are live already. */
  enum Kind {
    add(ImportRequest.Mode.ADD),
    merge(ImportRequest.Mode.MERGE),
    replace(ImportRequest.Mode.REPLACE);

    private final ImportRequest.Mode mode;

    Kind(ImportRequest.Mode mode) {
      this.mode = mode;
    }
  }

  @Option(
      names = "--mode",
      paramLabel = "add|merge|replace",
      description =
          "What becomes of records that are live already: they are in the way; with merge, they are"
              + " left where they are if they have the same values; with replace, those of a"
              + " --month or --all of them go, in the tables that the files are of.")
  Kind kind = Kind.add;

  @Option(
      names = "--update",
      description =
          "With --mode merge: those with other values get the files' values, in the columns that"
              + " the files have.")
  boolean update;

  @Option(
      names = "--month",
      paramLabel = "YYYY-MM",
      description = "With --mode replace: the month whose records are replaced.")
  @Nullable String month;

  @Option(names = "--all", description = "With --mode replace: all records are replaced.")
  boolean all;

  @Option(
      names = "--map",
      paramLabel = "NAME=COLUMN",
      description = "What has another name in the files than in the table. May be repeated.")
  Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--dates",
      paramLabel = "dmy|mdy",
      description = "Whether day or month comes first, where a file cannot tell.")
  @Nullable Order order;

  @Option(
      names = "--decimal",
      paramLabel = "comma|point",
      description = "What stands before the cents, where a file cannot tell.")
  @Nullable Sign sign;

  @Option(
      names = "--timeout",
      paramLabel = "T",
      description = "How long one statement may take, as in 60min.")
  @Nullable String timeout;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "Write what is refused to this new file, as CSV: the first thousand.")
  @Nullable String rejectsFile;

  Options options(ZoneId zone) {
    return new Options(
        renamed, sign == null ? null : sign.decimals, order == null ? null : order.days, zone);
  }

  ImportRequest.Rule rule() {
    return new ImportRequest.Rule(
        kind.mode, MonthChoice.of(null, month, "all of them, as in --all"));
  }

  /** Refuses options that do not go with the mode. */
  void checkMode(CommandLine command) {
    if (update && kind != Kind.merge) {
      throw new ParameterException(command, "--update goes with --mode merge");
    }
    if (kind != Kind.replace && (all || month != null)) {
      throw new ParameterException(command, "--month and --all go with --mode replace");
    }
    if (kind == Kind.replace && all == (month != null)) {
      throw new ParameterException(
          command,
          all
              ? "--mode replace wants --month or --all, not both"
              : "--mode replace wants --month, as in --month 2025-09, or --all");
    }
  }

  @Nullable Duration timeout() {
    try {
      return timeout == null ? null : DurationFormat.typed(timeout);
    } catch (IllegalArgumentException e) {
      throw new Failure.BadArguments("--timeout " + e.getMessage(), "as in --timeout 60min");
    }
  }

  void writeRejects(Function<String, Path> file, Rejects rejects) {
    if (rejectsFile == null) {
      return;
    }
    Path path = file.apply(rejectsFile);
    String text =
        rejects.named().stream()
            .map(
                one ->
                    quoted(one.file())
                        + ","
                        + (one.line() == 0 ? "" : one.line())
                        + ","
                        + quoted(one.column())
                        + ","
                        + quoted(one.reason().forTerminal())
                        + "\n")
            .collect(Collectors.joining("", "file,line,column,reason\n", ""));
    try (PlainOutput out = PlainFile.create(path, "rw-------")) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.force();
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          path + " cannot be written: " + Reason.of(e), "name a file that is not there yet", e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
