package extrato.cli.commands;

import extrato.cli.output.WalletReport;
import extrato.cli.running.CommandRunner;
import extrato.cli.running.CommonOptions;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.work.wallet.Account;
import extrato.work.wallet.Request;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every operation of the wallet takes, and how it is carried out. */
final class PostingOptions {
  /** Keys of the program's own. */
  private static final String RESERVED = "extrato:";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "K",
      description =
          "A name of your own for this request: it is done once, however often it is sent.")
  String key = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it goes on record.")
  @Nullable String reason;

  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  /** What is to be done, as far as the command line alone can tell. */
  @FunctionalInterface
  interface Wish {
    Request of(Request request, Function<String, Account> accounts, DatabaseContext context);
  }

  int run(CommandRunner runner, CommonOptions common, Request.Kind kind, Wish wish) {
    if (key.startsWith(RESERVED)) {
      throw new Failure.BadArguments(
          "keys that begin with " + RESERVED + " are the program's own", "choose another key");
    }
    return runner.run(
        Task.of(
            RunCommand.WALLET, common, null, dryRun ? Task.Access.REHEARSES : Task.Access.POSTS),
        context ->
            new WalletReport(context.settings().zone(), runner.surroundings().width())
                .posted(
                    context
                        .wallet()
                        .post(
                            accounts ->
                                wish.of(Request.of(kind, key).because(reason), accounts, context),
                            dryRun),
                    dryRun));
  }
}
