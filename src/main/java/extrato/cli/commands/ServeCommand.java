package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.Task;
import extrato.postgres.Interruption;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.settings.ListenAddress;
import extrato.work.serve.ChildProgram;
import extrato.work.serve.HttpServer;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers the web application's calls until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Answer the web application's calls over HTTP, for whoever bears a token of `extrato token`:"
          + " backup and closing as processes of their own, runs, health, metrics.",
      "It runs until a signal ends it. Nothing else starts it: without `extrato serve`, no port is"
          + " open."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato serve", "  extrato serve --listen 127.0.0.1:9090"})
final class ServeCommand extends BaseCommand {
  @Option(
      names = "--listen",
      paramLabel = "A",
      description = "Where, as in 127.0.0.1:8080; EXTRATO_SERVE_LISTEN otherwise.")
  @Nullable String listen;

  @Override
  public Integer call() {
    Task task = Task.of(RunCommand.SERVE, common, null, Task.Access.NONE);
    return runner().runWithoutDatabase(task, this::serve);
  }

  private Result serve(CommandContext context) {
    ListenAddress address =
        listen == null ? context.settings().serve().listen() : ListenAddress.named(listen);
    CountDownLatch stop = new CountDownLatch(1);
    Interruption interruption = runner().interruption();
    try (Interruption.AutoCancel signal = interruption.onSignal(stop::countDown);
        HttpServer server =
            HttpServer.open(
                address,
                context.settings(),
                context.clock(),
                context.run().id() + " serve",
                interruption,
                new ChildProgram(
                    runner().surroundings().home(),
                    runner().surroundings().environment(),
                    context.settings(),
                    runner()::settingsNow))) {
      if (!address.isLoopback()) {
        runner()
            .console()
            .warning("machines other than this one can reach it, and it speaks no TLS");
      }
      runner().console().note("listening on " + address.url(server.port()));
      if (!interruption.isRequested()) {
        stop.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Result.of(Outcome.DONE, "stopped").plain();
  }
}
