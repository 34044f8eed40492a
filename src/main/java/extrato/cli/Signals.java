package extrato.cli;

import extrato.db.Interruption;
import extrato.failure.ExitCode;
import sun.misc.Signal;

/**
 * Lets a signal end the work instead of the process. A shutdown hook could not tell which signal it was, nor wait for a
 * commit's answer and still decide the exit code.
 */
final class Signals {
  private Signals() {}

  @SuppressWarnings("sunapi")
  static void handle(Interruption interruption) {
    Signal.handle(new Signal("INT"), signal -> interruption.request(ExitCode.INTERRUPTED));
    Signal.handle(new Signal("TERM"), signal -> interruption.request(ExitCode.TERMINATED));
  }
}
