package extrato.work.serve;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs refused tokens, but not each of them: nobody can fill the log by sending thousands. */
final class RefusedTokens {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final int LINES_A_MINUTE = 60;

  private long count;
  private long minute;
  private int lines;

  synchronized void add() {
    count++;
  }

  synchronized void add(String what, String reason) {
    count++;
    long now = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    if (now != minute) {
      tellWhatWasLeftOut();
      minute = now;
      lines = 0;
    }
    lines++;
    if (lines <= LINES_A_MINUTE) {
      log.warn("401 {}: {}", what, reason);
    }
  }

  private void tellWhatWasLeftOut() {
    if (lines > LINES_A_MINUTE) {
      log.warn("401: {} more within a minute", lines - LINES_A_MINUTE);
    }
  }

  synchronized long count() {
    return count;
  }
}
