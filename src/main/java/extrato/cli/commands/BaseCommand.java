package extrato.cli.commands;

import extrato.cli.running.CommandRunner;
import extrato.cli.running.CommonOptions;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have in common: they parse, and pass their work to the command runner. */
abstract class BaseCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private @Nullable Supplier<CommandRunner> runner;

  final void use(Supplier<CommandRunner> given) {
    runner = given;
  }

  final CommandRunner runner() {
    return Objects.requireNonNull(runner).get();
  }
}
