package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.output.WalletReport;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.runs.RunCommand;
import extrato.work.wallet.Account;
import extrato.work.wallet.Accounts;
import extrato.work.wallet.Expiries;
import extrato.work.wallet.OpenHold;
import extrato.work.wallet.Posted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Ends the holds that are due. */
@Command(
    name = "expire",
    description = {
      "Return what is held beyond its time to the clients; or to studio and artist: --forfeit.",
      "Each hold is ended once, however often this runs."
    })
final class WalletExpireCommand extends BaseCommand {
  private static final int WHOLE = 10_000;

  @Parameters(
      index = "0..*",
      paramLabel = "HOLD",
      description = "Only these, where they are due; otherwise all that are due.")
  List<String> holds = List.of();

  @Option(names = "--forfeit", description = "Release it, instead of returning it.")
  boolean forfeit;

  @Option(names = "--to", paramLabel = "ARTIST", description = "Who gets the rest of it.")
  @Nullable String artist;

  @Option(
      names = "--share",
      paramLabel = "30%",
      converter = ShareConverter.class,
      description = "The studio's share; otherwise all of it.")
  @Nullable Integer share;

  @ForManyStudios
  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (!forfeit && (artist != null || share != null)) {
      throw new ParameterException(spec.commandLine(), "--to and --share come with --forfeit");
    }
    if ((artist == null) != (share == null)) {
      throw new ParameterException(spec.commandLine(), "--to and --share come together");
    }
    List<Long> numbers = holds.stream().map(Account::hold).toList();
    return runner()
        .run(
            Task.of(
                RunCommand.WALLET,
                common,
                null,
                dryRun ? Task.Access.REHEARSES : Task.Access.POSTS),
            context -> expire(context, numbers));
  }

  private Result expire(DatabaseContext context, List<Long> numbers) {
    List<OpenHold> due =
        context.database().read(snapshot -> new Accounts(snapshot).openHolds()).stream()
            .filter(OpenHold::isDue)
            .filter(hold -> numbers.isEmpty() || numbers.contains(hold.id()))
            .toList();
    List<Posted> ended =
        new Expiries(context.wallet())
            .end(
                due,
                forfeit ? new Expiries.Forfeit(artist, share == null ? WHOLE : share) : null,
                dryRun);
    return new WalletReport(context.settings().zone(), runner().surroundings().width())
        .ended(ended, dryRun);
  }
}
