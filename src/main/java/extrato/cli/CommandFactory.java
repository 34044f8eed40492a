package extrato.cli;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command the way to its workbench, which only one that works needs. */
final class CommandFactory implements IFactory {
  private final Supplier<Workbench> workbench;
  private final IFactory usual = CommandLine.defaultFactory();

  CommandFactory(Supplier<Workbench> workbench) {
    this.workbench = workbench;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    K created = usual.create(type);
    if (created instanceof WorkbenchCommand command) {
      command.use(workbench);
    }
    return created;
  }
}
