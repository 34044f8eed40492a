package extrato.runs.notices;

import extrato.runs.RunCommand;

/** One way to tell people. */
interface Channel {
  /** As a complaint names it: {@code mail}, {@code webhook}. */
  String name();

  /** Whom it tells, in a few words; empty where that is nobody. */
  String described();

  /** A run has got to work. Nobody is waited for. */
  default void started(RunCommand command, String runId) {}

  /** Whether this way has something to say of the run. */
  boolean isFor(Notice notice);

  /** May be called again when a delivery failed for a passing reason. */
  void send(Notice notice) throws Undelivered, InterruptedException;

  /** Tries the way without making anybody come. */
  default void test(Notice notice) throws Undelivered, InterruptedException {
    send(notice);
  }
}
