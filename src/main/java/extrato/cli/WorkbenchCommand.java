package extrato.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands are: they parse, and hand their work to the workbench. */
abstract class WorkbenchCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private @Nullable Supplier<Workbench> workbench;

  final void use(Supplier<Workbench> given) {
    workbench = given;
  }

  final Workbench workbench() {
    return Objects.requireNonNull(workbench).get();
  }
}
