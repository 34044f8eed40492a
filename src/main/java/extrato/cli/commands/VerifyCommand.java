package extrato.cli.commands;

import extrato.cli.output.DifferenceLines;
import extrato.cli.output.LateList;
import extrato.cli.output.Line;
import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.archive.MonthState;
import extrato.month.backup.Difference;
import extrato.month.backup.Generation;
import extrato.month.backup.NewerBackup;
import extrato.month.backup.SetBack;
import extrato.month.selection.LateRecord;
import extrato.postgres.MonthBooks;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.work.closing.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Proves the month's backup. */
@Command(
    name = "verify",
    description =
        "Prove a month's backup: its file, its records against the database, the statement of a"
            + " closed month.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato verify --month 2025-09",
      "  extrato verify --all",
      "  extrato verify backups/2025_09/backup_2025_09.csv"
    })
final class VerifyCommand extends BaseCommand {
  private static final String PROVEN = "proven";

  @Mixin MonthOptions month = new MonthOptions();

  @ForManyStudios
  @Option(names = "--file-only", description = "Prove the file by itself; no database is needed.")
  boolean fileOnly;

  @ForManyStudios
  @Option(
      names = "--all",
      description = "Every month there is, a line each: closed ones, and those with backups.")
  boolean all;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Any backup file, proven by itself; its manifest knows its month.")
  @Nullable String file;

  @Override
  public Integer call() {
    String named = file;
    if (all) {
      return verifyAll(named);
    }
    if (named != null) {
      Path path = runner().file(named);
      month.otherwise(() -> Generation.monthOfFile(path));
      return runner()
          .runWithoutDatabase(
              Task.of(RunCommand.VERIFY, common, month, Task.Access.NONE),
              context -> file(context, path));
    }
    return fileOnly
        ? runner()
            .runWithoutDatabase(
                Task.of(RunCommand.VERIFY, common, month, Task.Access.NONE), VerifyCommand::file)
        : runner().run(Task.of(RunCommand.VERIFY, common, month, Task.Access.READS), this::verify);
  }

  private Integer verifyAll(@Nullable String named) {
    month.refuseWithAll();
    if (named != null) {
      throw new ParameterException(spec.commandLine(), "--all is given together with a file");
    }
    return fileOnly
        ? runner()
            .runWithoutDatabase(
                Task.of(RunCommand.VERIFY, common, null, Task.Access.NONE),
                VerifyCommand::everyFile)
        : runner()
            .run(
                Task.of(RunCommand.VERIFY, common, null, Task.Access.LOOKS),
                VerifyCommand::everyMonth);
  }

  private static Result everyFile(CommandContext context) {
    context.backups().checkFolder();
    return EveryMonth.ofFiles(context).run(context.backups().months(), VerifyCommand::file, PROVEN);
  }

  private static Result everyMonth(DatabaseContext context) {
    NavigableSet<Month> months =
        EveryMonth.backedUpOr(context, kind -> kind != MonthState.Kind.OPEN);
    context.backups().withoutManifest().stream()
        .filter(month -> context.database().read(month, context.backups()::newer).isPresent())
        .forEach(months::add);
    return EveryMonth.inDatabase(context, false).run(months, VerifyCommand::oneOfMany, PROVEN);
  }

  /** What a month that is alone must prove, a month among many may only warn of. */
  private static Result oneOfMany(DatabaseContext context) {
    try {
      List<NewerBackup> newer =
          context
              .database()
              .read(context.month(), books -> SetBack.inMonth(books, context.settings()));
      if (!newer.isEmpty()) {
        return older(newer.get(0));
      }
      Verification.Proof proof =
          context.database().read(context.month(), context.verification()::of);
      if (!proof.holds() && proof.state() == MonthState.Kind.OPEN) {
        context.run().warn("its records changed since the backup, and it is open");
        return Result.of(Outcome.DONE, "open, backed up, changed since");
      }
      return result(context, proof);
    } catch (Failure.Legacy e) {
      context.run().warn("closed by the old generator: nothing proves what it deleted");
      return Result.of(Outcome.LEGACY, "closed by the old generator, no proof");
    }
  }

  private static Result file(CommandContext context, Path path) {
    Generation generation = Generation.named(path, context.month());
    return result(context, context.verification().ofFile(generation));
  }

  static Result file(CommandContext context) {
    return result(context, context.verification().ofFile(context.month()));
  }

  private Result verify(DatabaseContext context) {
    return context
        .database()
        .read(
            context.month(),
            books -> {
              List<NewerBackup> newer = SetBack.inMonth(books, context.settings());
              return newer.isEmpty()
                  ? withLate(result(context, context.verification().of(books)), context, books)
                  : older(newer.get(0));
            });
  }

  private Result withLate(Result result, DatabaseContext context, MonthBooks books) {
    long late = context.run().countsByTable().values().stream().mapToLong(TableCounts::late).sum();
    return late == 0 || result.failure() != null
        ? result
        : new LateList(context.month(), LateRecord.first(books), late)
            .in(result, List.of(), runner().surroundings().width());
  }

  /** What the file holds more, record by record: a backup of what is left would bury it. */
  private static Result older(NewerBackup newer) {
    return Result.of(Outcome.NOT_PROVEN, newer.text())
        .with("file", newer.file().toString())
        .with("differences", newer.first())
        .with("difference_count", newer.count())
        .withTintedLines(newer.first().stream().flatMap(VerifyCommand::lines).toList())
        .failing(newer.failure());
  }

  private static Result result(CommandContext context, Verification.Proof proof) {
    var generation = proof.generation();
    var manifest = proof.manifest();
    if (generation == null || manifest == null) {
      return Result.of(
          Outcome.EMPTY,
          "month " + context.month().slashed() + " has no records: nothing to verify");
    }
    Result result =
        Result.of(
                Outcome.DONE,
                String.format(
                    Locale.ROOT,
                    "backup of %s proven: %s%s",
                    context.month().slashed(),
                    Count.of(manifest.rows(), "record"),
                    proof.state() == null ? " (the file by itself)" : ""))
            .with("file", generation.csv().toString())
            .with("generation", manifest.generation())
            .with("bytes", manifest.file().bytes())
            .with("sha256", manifest.file().sha256())
            .with("differences", proof.differences())
            .with("difference_count", proof.differenceCount());
    if (proof.holds()) {
      return result;
    }
    return result
        .withTintedLines(proof.differences().stream().flatMap(VerifyCommand::lines).toList())
        .failing(
            new Failure.NotProven(
                "the backup is not what the database holds: " + proof.summary(),
                "the records changed since the backup: run `extrato backup "
                    + context.month().asOptions()
                    + "`"));
  }

  private static Stream<Line> lines(Difference difference) {
    if (difference.column() == null || difference.id() == null) {
      return Stream.of(Line.plain(difference.place()));
    }
    return new DifferenceLines(difference.place())
        .with("backup", difference.inBackup()).with("database", difference.inDatabase()).stream();
  }
}
