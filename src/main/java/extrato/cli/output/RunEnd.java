package extrato.cli.output;

import extrato.runs.Outcome;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import org.jspecify.annotations.Nullable;

/** How a run ended; there may be both a failure and a result. */
public record RunEnd(Outcome outcome, @Nullable Result result, @Nullable Failure failure) {
  public static RunEnd failed(Failure failure) {
    return new RunEnd(Outcome.of(failure), null, failure);
  }

  public ExitCode code() {
    return failure == null ? ExitCode.DONE : failure.code();
  }

  public int exitCode() {
    return code().number();
  }

  public String verdict() {
    return result == null ? outcome.word() : result.verdict();
  }
}
