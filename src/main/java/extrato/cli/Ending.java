package extrato.cli;

import extrato.runs.Outcome;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import org.jspecify.annotations.Nullable;

/** How a run ended; a failure may come with a result. */
record Ending(Outcome outcome, @Nullable Result result, @Nullable Failure failure) {
  static Ending failed(Failure failure) {
    return new Ending(Failures.outcome(failure), null, failure);
  }

  ExitCode code() {
    return failure == null ? ExitCode.DONE : failure.code();
  }

  int exitCode() {
    return code().number();
  }

  String verdict() {
    return result == null ? outcome.word() : result.verdict();
  }
}
