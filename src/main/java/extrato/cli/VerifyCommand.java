package extrato.cli;

import extrato.backup.Difference;
import extrato.closing.Verification;
import extrato.failure.Failure;
import extrato.runs.Outcome;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves the month's backup. */
@Command(
    name = "verify",
    description =
        "Prove a month's backup: its file, its records against the database, the statement of a closed month.")
final class VerifyCommand extends WorkbenchCommand {
  @Mixin MonthOptions month = new MonthOptions();

  @Option(names = "--file-only", description = "Prove the file by itself; no database is needed.")
  boolean fileOnly;

  @Override
  public Integer call() {
    return fileOnly
        ? workbench().run(Task.withoutDatabase("verify", common, month), VerifyCommand::file)
        : workbench().run(Task.reading("verify", common, month), VerifyCommand::verify);
  }

  static Result file(Desk desk) {
    return result(desk, new Verification(desk.backups(), desk.run()).ofFile(desk.month()));
  }

  static Result verify(Desk desk) {
    Verification verification = new Verification(desk.backups(), desk.run());
    return result(desk, desk.database().reading(desk.month(), verification::of));
  }

  private static Result result(Desk desk, Verification.Proof proof) {
    var generation = proof.generation();
    var manifest = proof.manifest();
    if (generation == null || manifest == null) {
      return Result.of(
          Outcome.EMPTY, "month " + desk.month().slashed() + " has no records: nothing to verify");
    }
    Result result =
        Result.of(
                Outcome.DONE,
                "backup of %s proven: %d records%s"
                    .formatted(
                        desk.month().slashed(),
                        manifest.rows(),
                        proof.state() == null ? " (the file by itself)" : ""))
            .with("file", generation.csv().toString())
            .with("generation", manifest.generation())
            .with("bytes", manifest.bytes())
            .with("sha256", manifest.sha256())
            .with("differences", proof.differences())
            .with("difference_count", proof.differenceCount());
    if (proof.holds()) {
      return result;
    }
    return result
        .withLines(proof.differences().stream().flatMap(VerifyCommand::lines).toList())
        .failing(
            new Failure.NotProven(
                "the backup is not what the database holds: " + proof.summary(),
                "the records changed since the backup: run `extrato backup "
                    + desk.month().asOptions()
                    + "`"));
  }

  private static Stream<String> lines(Difference difference) {
    if (difference.column() == null || difference.id() == null) {
      return Stream.of(difference.place());
    }
    return Stream.of(
            List.of(difference.place()),
            Console.broken("  backup    ", shown(difference.inBackup())),
            Console.broken("  database  ", shown(difference.inDatabase())))
        .flatMap(List::stream);
  }

  private static String shown(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "NULL" : "'" + value + "'";
  }
}
