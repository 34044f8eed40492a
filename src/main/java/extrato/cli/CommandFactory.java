package extrato.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives each command its workbench. */
final class CommandFactory implements IFactory {
  private final Workbench workbench;
  private final IFactory usual = CommandLine.defaultFactory();

  CommandFactory(Workbench workbench) {
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
