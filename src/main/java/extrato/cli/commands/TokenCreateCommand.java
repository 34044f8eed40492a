package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.support.settings.ServeSettings;
import extrato.work.serve.tokens.InvalidToken;
import extrato.work.serve.tokens.KeyFile;
import extrato.work.serve.tokens.Scope;
import extrato.work.serve.tokens.TokenSigner;
import extrato.work.serve.tokens.TokenTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a token, and shows it this once. */
@Command(
    name = "create",
    description =
        "Make a token and print it, this once: it is kept nowhere. The first one makes the key"
            + " that all are signed with.")
final class TokenCreateCommand extends BaseCommand {
  /** It stands in logs and on record, and is typed to revoke it. */
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}";

  private static final int LONGEST = 3650;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "N",
      description = "Whose it is, or what for; by it the token is revoked.")
  String name = "";

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "S",
      description = "What its bearer may do, as in backup,close.")
  String scope = "";

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "How many days it is valid; 365 unless said otherwise.")
  int days = 365;

  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.TOKEN, common, null, Task.Access.POSTS), this::create);
  }

  private Result create(DatabaseContext context) {
    check();
    Set<Scope> scopes = Scope.parse(scope);
    ServeSettings serve = context.settings().serve();
    Instant expires =
        context.clock().instant().plus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS);
    TokenSigner signer =
        new TokenSigner(new KeyFile(serve.keyFile()).readOrMake(), context.clock());
    String token = signer.sign(TokenTable.newId(), name, scopes, expires);
    TokenSigner.Signed signed = read(signer, token);
    String by = System.getProperty("user.name", "?");
    context
        .database()
        .note(handle -> new TokenTable(handle, context.clock()).add(signed, name, by));
    Result result =
        Result.of(Outcome.DONE, "token " + name + " made: shown this once, kept nowhere")
            .with("id", signed.id())
            .with("name", name)
            .with("scope", Scope.words(scopes))
            .with("expires", expires.toString())
            .plain();
    if (common.json) {
      return result.with("token", token);
    }
    runner()
        .console()
        .note(
            "token "
                + name
                + " ("
                + Scope.words(scopes)
                + ") is valid until "
                + Brazilian.day(Optional.of(expires), context.settings().zone())
                + "; it is shown this once and kept nowhere");
    return result.withDocument(out -> out.println(token));
  }

  private void check() {
    if (!name.matches(NAME)) {
      throw new Failure.BadArguments(
          "--name must be at most 40 letters, digits, blanks and . _ -", "as in --name workflow");
    }
    if (days < 1 || days > LONGEST) {
      throw new Failure.BadArguments(
          "--days must be 1 to " + LONGEST + ", not " + days, "leave it out for 365");
    }
  }

  private static TokenSigner.Signed read(TokenSigner signer, String token) {
    try {
      return signer.read(token);
    } catch (InvalidToken e) {
      throw new IllegalStateException(e);
    }
  }
}
