package extrato.cli.commands;

import extrato.cli.running.CommandRunner;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command access to the command runner, which only a command that runs creates. */
final class CommandFactory implements IFactory {
  private final Supplier<CommandRunner> runner;
  private final IFactory usual = CommandLine.defaultFactory();

  CommandFactory(Supplier<CommandRunner> runner) {
    this.runner = runner;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K created = usual.create(type);
    if (created instanceof BaseCommand command) {
      command.use(runner);
    }
    return created;
  }
}
