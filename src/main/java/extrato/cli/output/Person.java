package extrato.cli.output;

import extrato.support.files.StandardInput;
import org.jspecify.annotations.Nullable;

/** Who sits at the terminal and can be asked. */
@FunctionalInterface
public interface Person {
  /** In a pipe, and where cron started the program. */
  Person NOBODY = () -> null;

  /** The next line that is typed; null where nobody types any more. */
  @Nullable String line();

  static Person ofThisProcess() {
    return Boolean.getBoolean("extrato.terminal.in") ? StandardInput.create()::line : NOBODY;
  }
}
