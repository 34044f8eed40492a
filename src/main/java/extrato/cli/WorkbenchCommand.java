package extrato.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** What all commands are: they parse, and hand their work to the workbench. */
abstract class WorkbenchCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();

  private @Nullable Workbench workbench;

  final void use(Workbench given) {
    workbench = given;
  }

  final Workbench workbench() {
    return Objects.requireNonNull(workbench);
  }
}
