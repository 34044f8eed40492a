package extrato.testing;

import java.io.IOException;
import java.io.InterruptedIOException;

/** Lets bytes pass while it is open, and makes them wait while it is closed. */
final class Gate {
  private boolean open = true;

  synchronized void shut() {
    open = false;
  }

  synchronized void open() {
    open = true;
    notifyAll();
  }

  synchronized void pass() throws IOException {
    try {
      while (!open) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
